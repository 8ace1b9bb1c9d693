import { createServer, type Server } from 'node:http';
import { jsonIn } from '../../functions/core/contracts/read-json.ts';
import { pageOf } from './page.ts';
import { act } from './people.ts';
import { type Answer, answerApi, control, dump } from './routes.ts';
import { makeState } from './state.ts';
import { tellAgain } from './webhooks.ts';

/** A Jira that forgets everything at its end: real state, a workflow, a search that lags behind, failures on demand. */
export const serveJira = (port: number): Promise<Server> => {
  const state = makeState();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method = 'GET' } = request;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = ({ status, body }: Answer, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    const text = Buffer.concat(chunks).toString('utf8');
    const body = jsonIn(text);
    if (pathname === '/health') return send({ status: 200, body: { status: 'ok' } });
    if (pathname === '/stand-in') return send(method === 'POST' ? control(state, body) : dump(state));
    if (pathname === '/stand-in/act') return send(act(state, body));
    if (pathname === '/stand-in/tell-again') {
      tellAgain(state);
      return send({ status: 202, body: {} });
    }
    if (pathname === '/act' && method === 'POST') {
      const deed = Object.fromEntries(new URLSearchParams(text));
      act(state, deed);
      response.writeHead(303, { location: `/browse/${encodeURIComponent(deed['key'] ?? '')}` });
      return response.end();
    }
    if (pathname.startsWith('/browse/')) {
      const issue = state.issues.get(decodeURIComponent(pathname.slice('/browse/'.length)));
      if (issue === undefined) return send({ status: 404, body: { errorMessages: ['no such issue'] } });
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
      });
      return response.end(pageOf(issue));
    }
    const { mode } = state;
    if (mode === 'down') return request.socket.destroy();
    if (mode === 'rate-limited')
      return send({ status: 429, body: { errorMessages: ['slow down'] } }, { 'retry-after': '2' });
    if (mode === 'broken') return send({ status: 503, body: { errorMessages: ['out of order'] } });
    // Which version it is, Jira tells everybody.
    const anonymous = pathname === '/rest/api/3/serverInfo';
    if (!anonymous && !request.headers.authorization?.startsWith('Basic ')) {
      return send({ status: 401, body: { errorMessages: ['who are you?'] } });
    }
    const answer = answerApi(state, method, pathname, body);
    if (mode === 'lose-answers' && method !== 'GET') return request.socket.destroy();
    return send(answer);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
};
