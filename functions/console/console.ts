import type { APIGatewayProxyResult } from 'aws-lambda';
import type { SignInTold } from '../core/contracts/issuer.ts';
import { unlessKnown } from '../runtime/etag.ts';
import { type HttpRequest, problem, SECURITY_HEADERS } from '../runtime/http.ts';

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly text: string;
}

const INDEX = 'index.html';

/** The page brings all that it uses; nothing is inline, nothing may frame it; beside us it asks only the issuer. */
const policyFor = ({ oidc }: SignInTold): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    ["connect-src 'self'", ...(oidc ? [new URL(oidc.issuer).origin, ...oidc.origins] : [])].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * GET /console/*: the static page, for everybody; its data calls carry the reader's token. The page names its files
 * `console/<file>`, so that they are found from `/console` and, one level deeper, from `/console/`: gateways differ in
 * whether they keep the slash, so a redirect could go round in circles. `sign-in.json` says where people sign in.
 */
export const makeConsole = (page: Readonly<Record<string, PageFile>>, signIn: SignInTold = {}) => {
  const told: PageFile = { type: 'application/json', text: JSON.stringify(signIn) };
  const files = new Map([...Object.entries(page), ['sign-in.json', told]]);
  const policy = policyFor(signIn);
  return async (request: HttpRequest): Promise<APIGatewayProxyResult> => {
    const { method, path } = request;
    if (method !== 'GET') {
      return problem(405, { detail: `${method} is not allowed here; GET is`, headers: { allow: 'GET' } });
    }
    const [name = INDEX, ...rest] = path.filter((segment) => segment !== 'console');
    const file = rest.length === 0 ? files.get(name) : undefined;
    if (file === undefined) return problem(404, { detail: `no such file; there are ${[...files.keys()].join(', ')}` });
    const headers = {
      ...SECURITY_HEADERS,
      // Kept by the browser, and asked about each time: a deploy is seen at once, and nothing is sent twice.
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      'content-type': file.type,
    };
    return unlessKnown(request, { statusCode: 200, headers, body: file.text });
  };
};
