import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AdminCall, adminRoutes } from '../../localstack/storefront/admin.ts';
import { matchRoute } from '../../localstack/storefront/routes.ts';

export const ADMIN_KEY = 'a-key-of-the-administrators';

/** One instance of a service that takes signed calls: the storefront's own routes, on loopback. */
export const anInstance = async (calls: Readonly<Record<string, AdminCall>>, key = ADMIN_KEY) => {
  const routes = adminRoutes(key, calls);
  const server = createServer(async (request, response) => {
    const url = request.url ?? '/';
    const match = matchRoute(routes, request.method ?? 'GET', url);
    if (match.outcome !== 'matched') {
      response.writeHead(404).end();
      return;
    }
    const body = Buffer.concat(await request.toArray()).toString();
    const header = (name: string) => [request.headers[name]].flat()[0];
    const answer = await match.route.handle({ params: match.params, url, body, header });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => stopped(server) };
};

const stopped = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
