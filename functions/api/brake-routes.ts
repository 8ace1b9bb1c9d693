import type { APIGatewayProxyResult } from 'aws-lambda';
import { BrakeMove } from '../core/contracts/api.ts';
import { engagedFor, GLOBAL_BRAKE } from '../core/domain/brake.ts';
import { suffices } from '../core/domain/role.ts';
import type { Brakes } from '../core/ports/brakes.ts';
import type { PolicySource } from '../core/ports/policy-source.ts';
import type { MoveBrake } from '../core/usecases/move-brake.ts';
import { json, problem } from '../runtime/http.ts';
import { readBody } from './read-request.ts';
import { type Call, type Caller, forbidden, type Route } from './router.ts';

export interface BrakeRouteDeps {
  readonly brakes: Pick<Brakes, 'all'>;
  readonly move: MoveBrake;
  readonly policies: PolicySource;
  readonly log: { warn(message: string, facts: Record<string, unknown>): void };
}

/** The stop for all actions: everybody reads it, responders engage it, admins release it. */
export const brakeRoutes = ({ brakes, move, policies, log }: BrakeRouteDeps): readonly Route[] => {
  /** Names of the services; undefined when the policy cannot be read, which must not keep a brake from being engaged. */
  const serviceNames = async (): Promise<readonly string[] | undefined> => {
    try {
      return Object.keys((await policies.current()).services);
    } catch (error) {
      log.warn('brake moved without knowing the services', { why: String(error) });
      return undefined;
    }
  };

  const put = async (call: Call, caller: Caller, scope: string): Promise<APIGatewayProxyResult> => {
    const body = readBody(BrakeMove, call);
    if (!body.ok) return body.answer;
    const { engaged, reason } = body.value;
    if (!engaged && !suffices(caller.role, 'admin')) return forbidden(caller, 'admin');
    return json(200, await move({ scope, engaged, reason, by: caller.subject }));
  };

  return [
    {
      method: 'GET',
      path: '/brake',
      role: 'viewer',
      answer: async () => {
        const all = await brakes.all();
        return json(200, { engaged: engagedFor(all, GLOBAL_BRAKE) !== undefined, brakes: all });
      },
    },
    { method: 'PUT', path: '/brake', role: 'responder', answer: (call, caller) => put(call, caller, GLOBAL_BRAKE) },
    {
      method: 'PUT',
      path: '/brake/{service}',
      role: 'responder',
      answer: async (call, caller) => {
        const { service = '' } = call.params;
        const names = await serviceNames();
        // A brake on a misspelt name would stop nothing and look as if it did.
        if (service === GLOBAL_BRAKE || (names !== undefined && !names.includes(service))) {
          const known = names?.join(', ') ?? 'not readable now';
          return problem(404, { detail: `no service of that name in the policy; known are ${known}` });
        }
        return put(call, caller, service);
      },
    },
  ];
};
