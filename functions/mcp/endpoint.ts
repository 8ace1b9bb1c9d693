import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { DeskAt } from '../adapters/operator-api/ask.ts';
import { deskOf } from '../adapters/operator-api/desk.ts';
import { Refused } from '../adapters/operator-api/refused.ts';
import { type HttpRequest, problem, SECURITY_HEADERS, unauthorized } from '../runtime/http.ts';
import { bearerOf } from '../runtime/tokens.ts';
import { makeMcpServer } from './server.ts';

/** Larger than any call of ours; what is larger is not even parsed. */
const MOST_BYTES = 256 * 1024;
const TOKEN = 'token in the authorization header';

export interface McpEndpointDeps {
  /** Where the operator API answers, with no slash at the end. */
  readonly apiUrl: string;
  /** @default the global one */
  readonly fetch?: DeskAt['fetch'];
  readonly log: { warn(message: string, facts: Record<string, unknown>): void };
}

const answered = async (response: Response): Promise<APIGatewayProxyResult> => ({
  statusCode: response.status,
  headers: { ...SECURITY_HEADERS, ...Object.fromEntries(response.headers) },
  body: await response.text(),
});

/**
 * MCP over streamable HTTP, without sessions and without streams: each request is answered by a server of its own with
 * one JSON document, so that any Lambda can answer it. The token is the operator API's own and is shown to it unchanged.
 */
export const makeMcpEndpoint = ({ apiUrl, fetch, log }: McpEndpointDeps) => {
  const onerror = (error: Error) => log.warn('not answered as asked', { why: error.message });

  const serve = async (request: Request, token: string): Promise<Response> => {
    const factory = () => makeMcpServer((tool) => deskOf({ url: apiUrl, token, protocol: 'mcp', fetch }, tool));
    if (!(await isLegacyRequest(request))) {
      const options = { legacy: 'reject', responseMode: 'json', onerror, maxRequestBodySize: MOST_BYTES } as const;
      return createMcpHandler(factory, options).fetch(request);
    }
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    const server = factory();
    await server.connect(transport);
    try {
      return await transport.handleRequest(request);
    } finally {
      await server.close();
    }
  };

  return async ({ method, headers, body }: HttpRequest): Promise<APIGatewayProxyResult> => {
    // No page of a browser is a client of ours, and a page that tries is somebody else's.
    if (headers['origin'] !== undefined) return problem(403, { detail: 'requests of web pages are not answered here' });
    const token = bearerOf(headers['authorization']);
    if (token === undefined) return unauthorized('Bearer realm="selfright"', TOKEN);
    if (method !== 'POST') {
      return problem(405, { detail: `${method} is not allowed here; POST is`, headers: { allow: 'POST' } });
    }
    if (body.byteLength > MOST_BYTES) return problem(413, { detail: `more than ${MOST_BYTES} bytes` });
    try {
      await deskOf({ url: apiUrl, token, protocol: 'mcp', fetch }, 'connect').me();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 401) return unauthorized('Bearer realm="selfright", error="invalid_token"', TOKEN);
      return problem(error.status, { detail: error.message });
    }
    const sent = new Headers();
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.set(name, value);
    const request = new Request(`${apiUrl}/mcp`, { method, headers: sent, body: Buffer.from(body).toString('utf8') });
    return answered(await serve(request, token));
  };
};
