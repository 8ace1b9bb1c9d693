import type { APIGatewayProxyResult } from 'aws-lambda';
import { type HttpRequest, problem } from '../runtime/http.ts';

export type Callback = (request: HttpRequest) => Promise<APIGatewayProxyResult>;

/** POST /callbacks/{system}: each system proves itself in its own way. */
export const makeCallbacks =
  (systems: Readonly<Record<string, Callback>>): Callback =>
  async (request) => {
    const [root, name = '', ...rest] = request.path;
    const known = root === 'callbacks' && rest.length === 0 && Object.hasOwn(systems, name);
    const answer = known ? systems[name] : undefined;
    if (answer === undefined) {
      return problem(404, { detail: `no such system; known are ${Object.keys(systems).join(', ')}` });
    }
    if (request.method !== 'POST') {
      return problem(405, { detail: `${request.method} is not allowed here; POST is`, headers: { allow: 'POST' } });
    }
    return answer(request);
  };
