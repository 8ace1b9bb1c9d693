import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { peerSink } from '../../../functions/adapters/http/peer-sink.ts';
import type { Refs } from '../../../functions/core/domain/delivery.ts';
import { mayBePushed } from '../../../functions/core/domain/push.ts';
import { aDiagnosis, aDraft } from '../../support/builders.ts';
import { withAgents } from './peers.ts';

let server: Server;
let url: string;
let came: { readonly token: unknown; readonly body: string }[];
let status: number;

beforeEach(async () => {
  came = [];
  status = 200;
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    came.push({ token: request.headers['x-a2a-notification-token'], body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** A task with an address to be told at, whose incident was diagnosed since. */
const aStory = async (part: { readonly path?: string } = {}) => {
  const world = withAgents({ pushAllowed: [`${url}/peers`] });
  const opened = await world.opened();
  const { client, send } = await world.peer('vera', 'diagnostic-agent');
  const task = await send({ incident_id: opened.id });
  const config = { tenant: '', id: 'here', taskId: task.id, url: `${url}${part.path ?? '/peers/1'}`, token: 'known' };
  const created = client.createTaskPushNotificationConfig({ ...config, authentication: undefined });
  const diagnosed = async () => {
    const before = await world.incidents.read(opened.id);
    const started = before && (await world.incidents.commit(before, { to: 'diagnosing', entries: [aDraft()] }));
    if (started?.outcome !== 'written') throw new Error('not written');
    const entries = [aDraft({ kind: 'diagnosis.explained', text: 'the pool is full' })] as const;
    await world.incidents.commit(started.incident, { entries, diagnosis: aDiagnosis() });
  };
  /** Every entry of the timeline as the outbox brings it. */
  const delivered = async (allowed: readonly string[] = [`${url}/peers`], before: Refs = {}) => {
    const whole = await world.incidents.readWhole(opened.id);
    if (whole === undefined) throw new Error('gone');
    const sink = peerSink({ configs: world.pushConfigs, tasks: world.tasks, allowed, clock: world.clock });
    let refs = before;
    const outcomes: string[] = [];
    for (const entry of whole.timeline) {
      if (!sink.concerns({ whole, entry, refs })) continue;
      const told = await sink.tell({ whole, entry, refs, uncertain: false, newest: false });
      outcomes.push(told.outcome);
      refs = { ...refs, ...told.refs };
    }
    return { outcomes, refs };
  };
  return { ...world, client, task, created, diagnosed, delivered };
};

describe('push notifications', () => {
  it('follow the timeline: a peer is told each time that its task stands otherwise', async () => {
    const { created, diagnosed, delivered, task } = await aStory();
    await created;
    await diagnosed();

    await delivered();

    expect(came.map(({ body }) => JSON.parse(body).statusUpdate.status.state)).toEqual([
      'TASK_STATE_WORKING',
      'TASK_STATE_COMPLETED',
    ]);
    expect(came[0]?.token).toBe('known');
    expect(JSON.parse(came[1]?.body ?? '')).toMatchObject({
      statusUpdate: { taskId: task.id, contextId: task.contextId },
    });
  });

  it('are listed, found and taken back', async () => {
    const { created, client, task, diagnosed, delivered } = await aStory();
    const config = await created;
    const listed = await client.listTaskPushNotificationConfig({
      tenant: '',
      taskId: task.id,
      pageSize: 0,
      pageToken: '',
    });
    const found = await client.getTaskPushNotificationConfig({ tenant: '', taskId: task.id, id: 'here' });

    await client.deleteTaskPushNotificationConfig({ tenant: '', taskId: task.id, id: 'here' });
    await diagnosed();
    await delivered();

    expect([listed.configs, found]).toEqual([[config], config]);
    expect(came).toEqual([]);
  });

  it('go nowhere that the policy does not name, also when it named it before', async () => {
    const elsewhere = await aStory({ path: '/peers/../metadata' });
    const { created, diagnosed, delivered } = await aStory();
    await created;
    await diagnosed();

    await expect(elsewhere.created).rejects.toThrow(/lies below none/);
    await delivered(['https://another.example']);

    expect(came).toEqual([]);
  });

  it('that are missed hold nothing up, and are all told in order once the peer answers again', async () => {
    const { created, diagnosed, delivered } = await aStory();
    await created;
    await diagnosed();
    status = 500;
    const down = await delivered();
    came = [];
    status = 200;

    const up = await delivered(undefined, down.refs);

    expect(new Set(down.outcomes)).toEqual(new Set(['told', 'not_yet']));
    expect(down.outcomes.at(-1)).toBe('not_yet');
    expect(up.outcomes.at(-1)).toBe('told');
    expect(came.map(({ body }) => JSON.parse(body).statusUpdate.status.state)).toEqual([
      'TASK_STATE_WORKING',
      'TASK_STATE_COMPLETED',
    ]);
  });

  it.each([
    ['a peer that refuses them', 400, 0],
    ['a peer that was silent for an hour', 500, 3_700],
  ])('are given up for %s, and that is said', async (_, answers, later) => {
    const { created, diagnosed, delivered, clock } = await aStory();
    await created;
    await diagnosed();
    status = answers;
    clock.advance(later);

    expect((await delivered()).outcomes.at(-1)).toBe('refused');
  });

  it('are not offered unless the policy names peers', async () => {
    const { peer, opened } = withAgents();
    const { id } = await opened();
    const { client, send } = await peer('vera', 'diagnostic-agent');
    const task = await send({ incident_id: id });
    const config = { tenant: '', id: '', taskId: task.id, url, token: '', authentication: undefined };

    await expect((async () => client.createTaskPushNotificationConfig(config))()).rejects.toThrow(/not supported/i);
    expect((await client.getAgentCard()).capabilities?.pushNotifications).toBe(false);
  });
});

describe('an address that a peer names', () => {
  it.each([
    ['https://peer.example/tasks', true],
    ['https://peer.example/tasks/1?x=y', true],
    ['https://peer.example/tasks-of-others', false],
    ['https://peer.example/tasks/../admin', false],
    ['https://peer.example.evil.example/tasks', false],
    ['https://peer.example@evil.example/tasks', false],
    ['http://peer.example/tasks', false],
    ['https://peer.example:8443/tasks', false],
    ['http://169.254.169.254/latest/meta-data', false],
    ['not an address', false],
  ])('%s may be posted to: %s', (given, may) => {
    expect(mayBePushed(given, ['https://peer.example/tasks'])).toBe(may);
  });
});
