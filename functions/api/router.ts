import type { APIGatewayProxyResult } from 'aws-lambda';
import { type Role, suffices } from '../core/domain/role.ts';
import { unlessKnown } from '../runtime/etag.ts';
import { type HttpRequest, problem, unauthorized } from '../runtime/http.ts';
import { bearerOf } from '../runtime/tokens.ts';

/** Who calls. */
export interface Caller {
  readonly subject: string;
  readonly role: Role;
}

/** A request that found its route. */
export interface Call extends HttpRequest {
  readonly params: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Such as `/incidents/{id}`; a last `{name+}` takes everything that follows. */
  readonly path: string;
  /** The least role that may call it; `nobody` needs no token. */
  readonly role: Role | 'nobody';
  answer(call: Call, caller: Caller): Promise<APIGatewayProxyResult>;
}

const NOBODY: Caller = { subject: 'nobody', role: 'reporter' };

const segments = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

/** The parameters of a path that a pattern matches; undefined when it does not. */
const matched = (pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined => {
  const isGreedy = pattern.at(-1)?.endsWith('+}') === true;
  if (isGreedy ? path.length < pattern.length : pattern.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    if (part.endsWith('+}')) return { ...params, [part.slice(1, -2)]: path.slice(i).join('/') };
    const given = path[i] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = given;
    else if (part !== given) return undefined;
  }
  return params;
};

/** Hears who calls before the route does; answers only when it may not be answered at all. */
export type Hear = (call: Call, caller: Caller, needed: Role) => Promise<APIGatewayProxyResult | undefined>;

/** Whose token it is: somebody's, or somebody's of the issuer who has no role here. */
export type Holder = (token: string) => Promise<Caller | 'no_role' | undefined>;

/** Finds the route, then who calls, then whether they may; only then the route answers. `hear` hears everybody who is known. */
export const makeRouter = (routes: readonly Route[], holder: Holder, hear: Hear = async () => undefined) => {
  const table = routes.map((route) => ({ route, pattern: segments(route.path) }));

  const callerOf = async ({ headers }: HttpRequest): Promise<Caller | 'no_role' | undefined> => {
    const token = bearerOf(headers['authorization']);
    return token === undefined ? undefined : holder(token);
  };

  return async (request: HttpRequest): Promise<APIGatewayProxyResult> => {
    const found = table.flatMap(({ route, pattern }) => {
      const params = matched(pattern, request.path);
      return params === undefined ? [] : [{ route, params }];
    });
    const known = routes.map(({ method, path }) => `${method} ${path}`).join(', ');
    if (found.length === 0) return problem(404, { detail: `no such route; known are ${known}` });
    const hit = found.find(({ route }) => route.method === request.method);
    if (hit === undefined) {
      const allow = found.map(({ route }) => route.method).join(', ');
      return problem(405, { detail: `${request.method} is not allowed here; ${allow} is`, headers: { allow } });
    }
    const { route, params } = hit;
    const call = { ...request, params };
    if (route.role === 'nobody') return unlessKnown(request, await route.answer(call, NOBODY));
    const caller = await callerOf(request);
    if (caller === undefined) return unauthorized('Bearer realm="selfright"', 'token in the authorization header');
    if (caller === 'no_role') return problem(403, { detail: 'whoever signed in has no role here' });
    const unheard = await hear(call, caller, route.role);
    if (unheard !== undefined) return unheard;
    if (!suffices(caller.role, route.role)) return forbidden(caller, route.role);
    return unlessKnown(request, await route.answer(call, caller));
  };
};

/** The answer to somebody whom we know, and who may not. */
export const forbidden = ({ subject, role }: Caller, needed: Role): APIGatewayProxyResult =>
  problem(403, { detail: `${subject} has the role ${role}; this needs ${needed}` });
