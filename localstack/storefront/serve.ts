import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { problem, Refused, Unavailable } from './answers.ts';
import type { ProcessEnv } from './env.ts';
import { type Log, saysOf } from './log.ts';
import { type Metrics, stopwatch } from './metrics.ts';
import { type Answer, type Match, matchRoute, type Route } from './routes.ts';

const MAX_BODY_BYTES = 64 * 1024;
/** What is on its way when the process is told to stop has this long to end. */
const DRAIN_MILLIS = 1500;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Refused(413, 'too_large', `a body has at most ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const send = (response: ServerResponse, { status, body, type = 'application/json' }: Answer): void => {
  response.writeHead(status, { 'content-type': type });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

const answerTo = async (match: Match, request: IncomingMessage, log: Log): Promise<Answer> => {
  if (match.outcome === 'unknown') return problem(404, 'Not Found', `no route ${request.url}`);
  if (match.outcome === 'wrong_method') {
    return problem(405, 'Method Not Allowed', `allowed here: ${match.allowed.join(', ')}`);
  }
  try {
    return await match.route.handle({
      params: match.params,
      url: request.url ?? '/',
      body: await bodyOf(request),
      header: (name) => [request.headers[name]].flat()[0],
    });
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.answer;
    if (thrown instanceof Unavailable) {
      log('warn', 'request.failed', { route: match.route.path, why: thrown.message, cause: saysOf(thrown.cause) });
      return thrown.answer;
    }
    log('error', 'request.crashed', { route: match.route.path, why: saysOf(thrown) });
    return { status: 500, body: { error: 'internal' } };
  }
};

/** Serves the routes and `GET /metrics` on loopback until SIGTERM, and counts what customers asked. */
export const serve = (env: ProcessEnv, metrics: Metrics, log: Log, routes: readonly Route[]): Promise<Server> => {
  const all: readonly Route[] = [
    ...routes,
    {
      method: 'GET',
      path: '/metrics',
      operational: true,
      handle: async () => ({
        status: 200,
        body: await metrics.registry.metrics(),
        type: metrics.registry.contentType,
      }),
    },
  ];
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    const seconds = stopwatch();
    const method = request.method ?? 'GET';
    const match = matchRoute(all, method, request.url ?? '/');
    const answer = await answerTo(match, request, log);
    send(response, answer);
    if (match.outcome === 'matched' && match.route.operational) return;
    const route = match.outcome === 'matched' ? match.route.path : 'unmatched';
    metrics.requestServed({ method, route, status: answer.status, seconds: seconds() });
  });
  process.once('SIGTERM', () => {
    const stopped = (): never => {
      log('info', 'process.stopped');
      process.exit(0);
    };
    server.close(stopped);
    setTimeout(stopped, DRAIN_MILLIS);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.PORT, '127.0.0.1', () => {
      log('info', 'process.started', { port: env.PORT, version: env.APP_VERSION });
      resolve(server);
    });
  });
};
