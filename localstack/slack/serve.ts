import { createServer, type Server } from 'node:http';
import { setTimeout as rest } from 'node:timers/promises';
import { jsonIn } from '../../functions/core/contracts/read-json.ts';
import { pageOf } from './page.ts';
import { press } from './press.ts';
import { control, dump, METHODS } from './routes.ts';
import { makeState } from './state.ts';

const PAGE = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
};

/** So long does it take to answer when it is slow; whoever calls has more patience. */
const SLOW_MS = 3_000;

/** A Slack that forgets everything at its end: messages, threads, buttons that send signed requests, failures on demand. */
export const serveSlack = (port: number): Promise<Server> => {
  const state = makeState();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = 'GET' } = request;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    if (pathname === '/health') return send(200, { status: 'ok' });
    if (pathname === '/stand-in') return send(200, method === 'POST' ? control(state, jsonIn(text)) : dump(state));
    if (pathname === '/stand-in/press') return send(200, await press(state, jsonIn(text)));
    if (pathname === '/press' && method === 'POST') {
      await press(state, Object.fromEntries(new URLSearchParams(text)));
      response.writeHead(303, { location: '/' });
      return response.end();
    }
    if (pathname === '/') {
      response.writeHead(200, PAGE);
      return response.end(pageOf(state));
    }
    const { mode, botToken } = state;
    if (mode === 'down') return request.socket.destroy();
    if (mode === 'rate-limited') return send(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '2' });
    if (mode === 'broken') return send(503, { ok: false, error: 'service_unavailable' });
    const known = METHODS[pathname.replace(/^\/api\//, '')];
    if (known === undefined || method !== 'POST') return send(200, { ok: false, error: 'unknown_method' });
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (given === undefined || (botToken !== undefined && given !== botToken)) {
      return send(200, { ok: false, error: 'invalid_auth' });
    }
    if (mode === 'slow') await rest(SLOW_MS);
    const answer = known(state, jsonIn(text));
    if (mode === 'lose-answers' && /^\/api\/chat\./.test(pathname)) return request.socket.destroy();
    return send(200, answer);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
};
