import { createServer } from 'node:http';
import type { Holder } from '../../functions/api/router.ts';
import type { makeConsole } from '../../functions/console/console.ts';
import { ROLES } from '../../functions/core/domain/role.ts';
import { requestOf } from '../../functions/runtime/http.ts';
import { aGatewayEvent } from './http.ts';
import { lawfulFacts } from './lawful-facts.ts';
import { anOperatorApi } from './operator-api.ts';

const namedByRole: Holder = async (token) => {
  const role = ROLES.find((one) => one === token);
  return role && { subject: `the ${role}`, role };
};

/** The operator API over the fakes, on a loopback port: a token is the name of its role. With a page, the console too. */
export const anApiServer = async ({
  page,
  holder = namedByRole,
}: {
  readonly page?: ReturnType<typeof makeConsole>;
  readonly holder?: Holder;
} = {}) => {
  const { answer, ...world } = anOperatorApi(holder);
  const { record } = await lawfulFacts();
  for (const whole of record.incidents) world.memory.incidents.set(whole.incident.id, whole);
  for (const receipt of record.receipts) world.memory.receipts.set(receipt.id, receipt);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const body = Buffer.concat(chunks).toString('utf8');
    const queryStringParameters = Object.fromEntries(searchParams);
    const httpMethod = request.method ?? 'GET';
    const event = aGatewayEvent({ path: pathname, httpMethod, headers, body, queryStringParameters });
    const answered = await (page && pathname.startsWith('/console') ? page : answer)(requestOf(event));
    const told = Object.entries(answered.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
    response.writeHead(answered.statusCode, Object.fromEntries(told)).end(answered.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { ...world, record, url: `http://127.0.0.1:${port}`, close };
};
