import { createServer, type Server } from 'node:http';
import { setTimeout as rest } from 'node:timers/promises';
import { jsonIn } from '../../functions/core/contracts/read-json.ts';
import { pageOf } from './page.ts';
import { control, makeState, take } from './state.ts';

const PAGE = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
};

/** So long does it take to answer when it is slow; whoever posts has more patience. */
const SLOW_MS = 3_000;

/** A Microsoft Teams that forgets everything at its end: channels behind Workflows addresses, failures on demand. */
export const serveTeams = (port: number): Promise<Server> => {
  const state = makeState();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = 'GET' } = request;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const send = (status: number, body: unknown = {}, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    if (pathname === '/health') return send(200, { status: 'ok' });
    if (pathname === '/stand-in' && method === 'POST') return send(control(state, jsonIn(text)));
    if (pathname === '/stand-in') return send(200, { mode: state.mode, cards: state.cards });
    if (pathname === '/') {
      response.writeHead(200, PAGE);
      return response.end(pageOf(state));
    }
    const { mode, signature } = state;
    if (mode === 'down') return request.socket.destroy();
    if (mode === 'rate-limited') return send(429, { error: { code: '429' } }, { 'retry-after': '2' });
    if (mode === 'broken') return send(503, { error: { code: 'ServiceUnavailable' } });
    const channel = /^\/workflows\/([\w-]+)\/triggers\/manual\/paths\/invoke$/.exec(pathname)?.[1];
    if (channel === undefined || method !== 'POST') return send(404, { error: { code: 'WorkflowNotFound' } });
    if (signature === undefined || searchParams.get('sig') !== signature) {
      return send(401, { error: { code: 'DirectApiAuthorizationRequired' } });
    }
    if (mode === 'slow') await rest(SLOW_MS);
    const [status, why] = take(state, channel, text);
    if (mode === 'lose-answers') return request.socket.destroy();
    return send(status, why === undefined ? {} : { error: { code: 'InvalidRequest', message: why } });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
};
