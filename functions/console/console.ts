import type { APIGatewayProxyResult } from 'aws-lambda';
import { unlessKnown } from '../runtime/etag.ts';
import { type HttpRequest, problem, SECURITY_HEADERS } from '../runtime/http.ts';

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly text: string;
}

const INDEX = 'index.html';

/** The page brings all that it uses; nothing is inline, nothing comes from elsewhere, nothing may frame it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * GET /console/*: the static page, for everybody; its data calls carry the reader's token. The page names its files
 * `console/<file>`, so that they are found from `/console` and, one level deeper, from `/console/`: gateways differ in
 * whether they keep the slash, so a redirect could go round in circles.
 */
export const makeConsole =
  (files: Readonly<Record<string, PageFile>>) =>
  async (request: HttpRequest): Promise<APIGatewayProxyResult> => {
    const { method, path } = request;
    if (method !== 'GET') {
      return problem(405, { detail: `${method} is not allowed here; GET is`, headers: { allow: 'GET' } });
    }
    const [name = INDEX, ...rest] = path.filter((segment) => segment !== 'console');
    const file = rest.length === 0 && Object.hasOwn(files, name) ? files[name] : undefined;
    if (file === undefined) return problem(404, { detail: `no such file; there are ${Object.keys(files).join(', ')}` });
    const headers = {
      ...SECURITY_HEADERS,
      // Kept by the browser, and asked about each time: a deploy is seen at once, and nothing is sent twice.
      'cache-control': 'no-cache',
      'content-security-policy': POLICY,
      'content-type': file.type,
    };
    return unlessKnown(request, { statusCode: 200, headers, body: file.text });
  };
