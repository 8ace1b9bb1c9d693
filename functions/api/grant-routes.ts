import { GrantIdText, GrantRequest } from '../core/contracts/grants.ts';
import type { Grants } from '../core/ports/grants.ts';
import type { GiveGrant, RevokeGrant } from '../core/usecases/give-grant.ts';
import { json, problem } from '../runtime/http.ts';
import { readBody } from './read-request.ts';
import type { Route } from './router.ts';

export interface GrantRouteDeps {
  readonly grants: Pick<Grants, 'all'>;
  readonly give: GiveGrant;
  readonly revoke: RevokeGrant;
  /** The runbooks that there are. */
  readonly faults: readonly string[];
}

const unknown = (field: string, known: readonly string[]) =>
  problem(422, {
    detail: 'the body is not valid',
    errors: [{ field, problem: `no ${field} of that name`, allowed: known.join(', ') }],
  });

/** What may run by itself for a while: everybody reads it, approvers give it, responders take it back. */
export const grantRoutes = ({ grants, give, revoke, faults }: GrantRouteDeps): readonly Route[] => [
  {
    method: 'GET',
    path: '/grants',
    role: 'viewer',
    answer: async () => json(200, { grants: (await grants.all()).toSorted((a, b) => (a.from < b.from ? 1 : -1)) }),
  },
  {
    method: 'POST',
    path: '/grants',
    role: 'approver',
    answer: async (call, { subject }) => {
      const body = readBody(GrantRequest, call);
      if (!body.ok) return body.answer;
      const { runbook, ...asked } = body.value;
      if (!faults.includes(runbook)) return unknown('runbook', faults);
      const given = await give({ ...asked, fault: runbook, by: subject });
      if (given.outcome === 'granted') return json(201, given.grant);
      if (given.outcome === 'unknown_service') return unknown('service', given.known);
      const detail = `${given.quorum} approvers must agree; a grant is given only together with an approval`;
      return problem(409, { detail });
    },
  },
  {
    method: 'DELETE',
    path: '/grants/{id}',
    role: 'responder',
    answer: async ({ params }, { subject }) => {
      const id = GrantIdText.safeParse(params['id']);
      const revoked = id.success ? await revoke(id.data, subject) : ({ outcome: 'unknown' } as const);
      return revoked.outcome === 'revoked' ? json(200, revoked.grant) : problem(404, { detail: 'no grant of that id' });
    },
  },
];
