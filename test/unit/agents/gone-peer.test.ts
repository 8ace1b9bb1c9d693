import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { API_URL } from '../../support/agent-api.ts';
import { withAgents } from './peers.ts';

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
});

/** Our agents behind a socket, as behind a gateway: whoever asks goes away as soon as the request was taken, and it is answered all the same. */
const aDoor = async (world: ReturnType<typeof withAgents>, leave: () => void) => {
  const answered = Promise.withResolvers<number>();
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const gone = new Promise((resolve) => response.on('close', resolve));
    leave();
    await gone;
    const { authorization = '', 'a2a-version': version } = request.headers;
    const answer = await world.fetch(`${API_URL}/agents/diagnostic-agent`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'a2a-version': String(version) },
      body: Buffer.concat(chunks).toString('utf8'),
    });
    answered.resolve(answer.status);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '',
    answered: answered.promise,
  };
};

describe('a peer that goes away before it is answered', () => {
  it('finds its task when it comes back, begun once and as it stands', async () => {
    const world = withAgents();
    const { id } = await world.opened();
    const leaving = new AbortController();
    const { url, answered } = await aDoor(world, () => leaving.abort());
    const message = { messageId: 'm-1', role: 'ROLE_USER', parts: [{ data: { incident_id: id } }] };

    const sent = fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.tokenOf('vera')}`, 'a2a-version': '1.0' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'SendMessage', params: { message } }),
      signal: leaving.signal,
    });
    await expect(sent).rejects.toThrow(/abort/i);
    expect(await answered).toBe(200);

    const { client } = await world.peer('vera', 'diagnostic-agent');
    const all = {
      ...{ tenant: '', contextId: '', status: 0, pageToken: '', pageSize: 10, historyLength: 5 },
      ...{ statusTimestampAfter: undefined, includeArtifacts: false },
    };
    const { tasks } = await client.listTasks(all);
    expect(tasks).toHaveLength(1);
    expect(await client.getTask({ tenant: '', id: tasks[0]?.id ?? '' })).toMatchObject({ id: tasks[0]?.id });
  });
});
