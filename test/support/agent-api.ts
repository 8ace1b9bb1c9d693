import type { APIGatewayProxyResult } from 'aws-lambda';
import { makeMcpEndpoint } from '../../functions/mcp/endpoint.ts';
import type { HttpRequest } from '../../functions/runtime/http.ts';

type Answer = (request: HttpRequest) => Promise<APIGatewayProxyResult>;

/** Where the doors for agents and the API behind them seem to be. */
export const API_URL = 'http://selfright.test/v1';

/** An answering function as `fetch`, without any network; `under` is cut off the path. */
export const fetchOf =
  (answer: Answer, under = '/v1'): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const answered = await answer({
      method: request.method,
      path: pathname.replace(under, '').split('/').filter(Boolean).map(decodeURIComponent),
      query: Object.fromEntries(searchParams),
      headers: Object.fromEntries(request.headers),
      body: new Uint8Array(await request.arrayBuffer()),
    });
    const { statusCode: status, headers = {}, body } = answered;
    const told = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(body === '' ? null : body, { status, headers: told });
  };

/** The MCP endpoint in front of an operator API in memory. */
export const anMcpEndpoint = (api: Answer) =>
  makeMcpEndpoint({ apiUrl: API_URL, fetch: fetchOf(api), log: { warn: () => undefined } });
