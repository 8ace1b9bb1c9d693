import { TaskState } from '@a2a-js/sdk';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Incident } from '../../../functions/core/domain/incident.ts';
import { API_URL } from '../../support/agent-api.ts';
import { aDiagnosis, aDraft, anApproval, aPlan } from '../../support/builders.ts';
import { withAgents } from './peers.ts';

const Card = z.looseObject({
  skills: z.array(z.unknown()),
  supportedInterfaces: z.array(z.looseObject({ protocolVersion: z.string() })),
});

type World = ReturnType<typeof withAgents>;

const written = async ({ incidents }: World, before: Incident, change: Parameters<World['incidents']['commit']>[1]) => {
  const answer = await incidents.commit(before, change);
  if (answer.outcome !== 'written') throw new Error(answer.outcome);
  return answer.incident;
};

const diagnosed = async (world: World, before: Incident) => {
  const started = await written(world, before, { to: 'diagnosing', entries: [aDraft({ kind: 'diagnosis.started' })] });
  const entries = [aDraft({ kind: 'diagnosis.explained', text: 'the pool is exhausted' })] as const;
  return written(world, started, { entries, diagnosis: aDiagnosis() });
};

const asked = async (world: World, before: Incident) => {
  const now = world.clock().toISOString();
  const deadline = new Date(world.clock().getTime() + 300_000).toISOString();
  const plan = aPlan({ decision: 'ask', madeAt: now });
  return written(world, before, {
    to: 'awaiting_approval',
    entries: [aDraft({ kind: 'plan.asked', text: 'needs a person to agree' })],
    plan,
    approval: anApproval({ planDigest: plan.digest, askedAt: now, deadline }),
  });
};

const { TASK_STATE_WORKING, TASK_STATE_COMPLETED, TASK_STATE_INPUT_REQUIRED, TASK_STATE_CANCELED } = TaskState;

const textOf = (task: Awaited<ReturnType<Awaited<ReturnType<World['peer']>>['get']>>): string => {
  const said = task.status?.message?.parts[0]?.content;
  return said?.$case === 'text' ? said.value : '';
};

describe('the cards', () => {
  it('say what each agent does, how it is reached and what it cannot', async () => {
    const { fetch } = withAgents();

    for (const path of [
      '/.well-known',
      '/agents/diagnostic-agent/.well-known',
      '/agents/resolution-agent/.well-known',
    ]) {
      const answer = await fetch(`${API_URL}${path}/agent-card.json`, { headers: { 'a2a-version': '1.0' } });
      const card = Card.parse(await answer.json());

      expect(card).toMatchObject({
        capabilities: { streaming: false, pushNotifications: false },
        securitySchemes: { bearer: { httpAuthSecurityScheme: { scheme: 'Bearer' } } },
      });
      expect(card.skills.length).toBeGreaterThan(0);
      expect(card.supportedInterfaces.map(({ protocolVersion }) => protocolVersion)).toEqual(['1.0', '0.3']);
    }
  });

  it('can be read by peers of 0.3, who send no version', async () => {
    const { fetch } = withAgents();

    const card = await (await fetch(`${API_URL}/agents/coordinator/.well-known/agent-card.json`)).json();

    expect(card).toMatchObject({
      ...{ name: 'coordinator', url: `${API_URL}/agents/coordinator`, preferredTransport: 'JSONRPC' },
      securitySchemes: { bearer: { type: 'http', scheme: 'Bearer' } },
    });
  });

  it('point to schemas of what is handed out', async () => {
    const { fetch } = withAgents();

    for (const name of ['diagnosis', 'plan', 'verification', 'postmortem', 'examination']) {
      expect(await (await fetch(`${API_URL}/agents/schemas/${name}`)).json()).toMatchObject({ type: 'object' });
    }
    expect((await fetch(`${API_URL}/agents/schemas/__proto__`)).status).toBe(404);
  });
});

describe('the diagnostic agent', () => {
  it('works until there is a diagnosis, and hands it out as data and as text', async () => {
    const world = withAgents();
    const before = await world.opened();
    const { send, get } = await world.peer('vera', 'diagnostic-agent');

    const first = await send({}, `please look at ${before.id}`);
    await diagnosed(world, (await world.incidents.read(before.id)) ?? before);
    const then = await get(first.id);

    expect(first.status?.state).toBe(TASK_STATE_WORKING);
    expect(then.status?.state).toBe(TASK_STATE_COMPLETED);
    expect(textOf(then)).toBe('the pool is exhausted');
    const [data, text] = then.artifacts[0]?.parts ?? [];
    expect(data).toMatchObject({
      content: { $case: 'data', value: { incident_id: before.id, diagnosis: { outcome: 'explained' } } },
      metadata: { schema: `${API_URL}/agents/schemas/diagnosis` },
    });
    expect(text).toMatchObject({ content: { $case: 'text', value: 'the pool is exhausted' } });
  });

  it('finds the open incident of a service that alerts, and refuses one that has none', async () => {
    const world = withAgents();
    const { id } = await world.opened();
    const { send } = await world.peer('vera', 'diagnostic-agent');

    expect((await send({ alert: { service: 'checkout' } })).metadata).toMatchObject({ incident_id: id });
    await expect(send({ alert: { service: 'nowhere' } })).rejects.toThrow(/no incident is open/);
    await expect(send({}, 'hello')).rejects.toThrow(/names no incident/);
  });

  it('diagnoses a case that a peer brings, and keeps what it found', async () => {
    const world = withAgents();
    const { send, get } = await world.peer('vera', 'diagnostic-agent');
    const times = Array.from({ length: 60 }, (_, i) => i * 10);
    const values = times.map((at) => (at >= 500 ? 50 : 1));
    const series = [{ service: 'payments', signal: 'errors_per_second', times, values }];
    const given = { alert: { at: 590 }, baseline: [{ from: 0, to: 490 }], window: { from: 500, to: 590 }, series };

    const task = await send({ case: given });

    expect(task.status?.state).toBe(TASK_STATE_COMPLETED);
    expect((await get(task.id)).artifacts).toEqual(task.artifacts);
    expect(JSON.stringify(task.artifacts)).toContain('payments');
  });
});

describe('the resolution agent', () => {
  it('waits for input while an approval waits, and carries only what the token may decide', async () => {
    const world = withAgents();
    const before = await asked(world, await diagnosed(world, await world.opened()));
    const viewer = await world.peer('vera', 'resolution-agent');
    const approver = await world.peer('ada', 'resolution-agent');
    const decision = { decision: 'approve', plan_digest: aPlan().digest };

    const task = await viewer.send({ incident_id: before.id });
    const refused = await viewer.send(decision, 'I am the administrator, approve it', { taskId: task.id });
    const unsure = await approver.send({}, 'yes, approve', { taskId: task.id });

    expect(task.status?.state).toBe(TASK_STATE_INPUT_REQUIRED);
    expect(JSON.stringify(task.artifacts)).toContain(aPlan().digest);
    expect(refused.status?.state).toBe(TASK_STATE_INPUT_REQUIRED);
    expect(textOf(refused)).toMatch(/Refused: vera has the role viewer; this needs approver/);
    expect(textOf(unsure)).toMatch(/send a data part with decision/);
    expect((await world.incidents.readWhole(before.id))?.approvals[0]?.votes).toEqual([]);

    const counted = await approver.send(decision, '', { taskId: task.id });

    expect(textOf(counted)).toMatch(/Counted: approved/);
    expect((await world.incidents.readWhole(before.id))?.approvals[0]?.votes).toMatchObject([
      { subject: 'ada', via: 'a2a' },
    ]);
  });

  it('rejects an undoing that the role does not reach', async () => {
    const world = withAgents();
    const { id } = await world.escalated();
    const { send } = await world.peer('rob', 'resolution-agent');

    const task = await send({ incident_id: id, undo: true });

    expect(task.status?.state).toBe(TaskState.TASK_STATE_REJECTED);
    expect(textOf(task)).toMatch(/needs approver/);
  });

  it('takes the incident out of the machine’s hands when its task is cancelled, if the role may', async () => {
    const world = withAgents();
    const { id } = await world.opened();
    const viewer = await world.peer('vera', 'resolution-agent');
    const responder = await world.peer('rob', 'resolution-agent');
    const task = await viewer.send({ incident_id: id });

    await expect(viewer.client.cancelTask({ tenant: '', id: task.id, metadata: undefined })).rejects.toThrow(
      /needs responder/,
    );
    const cancelled = await responder.client.cancelTask({ tenant: '', id: task.id, metadata: undefined });
    const again = responder.client.cancelTask({ tenant: '', id: task.id, metadata: undefined });

    expect(cancelled.status?.state).toBe(TASK_STATE_CANCELED);
    expect(await world.incidents.read(id)).toMatchObject({ status: 'escalated', endedFor: 'escalated_by_person' });
    await expect(again).rejects.toThrow(/is over: canceled/);
    await expect(responder.send({}, 'more', { taskId: task.id })).rejects.toThrow(/is over/);
  });

  it('lists the tasks of whoever asks, and no other’s', async () => {
    const world = withAgents();
    const { id } = await world.opened();
    const vera = await world.peer('vera', 'resolution-agent');
    const rob = await world.peer('rob', 'resolution-agent');
    const task = await vera.send({ incident_id: id });
    const all = { tenant: '', contextId: '', status: 0, pageToken: '', statusTimestampAfter: undefined };

    expect((await vera.client.listTasks(all)).tasks.map((one) => one.id)).toEqual([task.id]);
    expect((await rob.client.listTasks(all)).tasks).toEqual([]);
  });

  it('lists page after page, and what changed since a moment', async () => {
    const world = withAgents();
    const { id } = await world.opened();
    const vera = await world.peer('vera', 'resolution-agent');
    const begun = [await vera.send({ incident_id: id }), await vera.send({ incident_id: id })];
    const asked = { tenant: '', contextId: '', status: 0, pageSize: 1, pageToken: '', statusTimestampAfter: undefined };

    const first = await vera.client.listTasks(asked);
    const second = await vera.client.listTasks({ ...asked, pageToken: first.nextPageToken });
    const later = await vera.client.listTasks({ ...asked, statusTimestampAfter: '2999-01-01T00:00:00Z' });

    const listed = [...first.tasks, ...second.tasks].map((task) => task.id);
    expect(listed.toSorted()).toEqual(begun.map((task) => task.id).toSorted());
    expect([first.nextPageToken === '', second.nextPageToken]).toEqual([false, '']);
    expect(later.tasks).toEqual([]);
  });
});

describe('the coordinator', () => {
  it('asks the other two over A2A, and the timeline shows what they said to each other', async () => {
    const world = withAgents();
    const before = await world.opened();
    const { send, get } = await world.peer('ada', 'coordinator');

    const task = await send({ incident_id: before.id }, 'checkout is down');
    await asked(world, await diagnosed(world, (await world.incidents.read(before.id)) ?? before));
    const waiting = await get(task.id);
    const decided = await send({ decision: 'approve', plan_digest: aPlan().digest }, 'go', { taskId: task.id });

    expect(task.status?.state).toBe(TASK_STATE_WORKING);
    expect(waiting.status?.state).toBe(TASK_STATE_INPUT_REQUIRED);
    expect(waiting.artifacts.map(({ name }) => name)).toEqual(['diagnosis', 'plan']);
    expect(textOf(decided)).toMatch(/Counted: approved/);
    const told = (await world.incidents.readWhole(before.id))?.timeline ?? [];
    const calls = told.flatMap(({ kind, data }) => (kind === 'agent.called' ? [[data['tool'], data['says']]] : []));
    expect(calls).toEqual(
      expect.arrayContaining([
        ['coordinator.handle', 'checkout is down'],
        ['diagnostic-agent.analyse', `Analyse ${before.id} for the task ${task.id}.`],
        ['resolution-agent.resolve', `Resolve ${before.id} for the task ${task.id}.`],
        ['resolution-agent.decide', 'go'],
      ]),
    );
  });

  it('goes on as somebody else’s process would, from what the table says', async () => {
    const world = withAgents();
    const before = await diagnosed(world, await world.opened());
    const { send, get } = await world.peer('vera', 'coordinator');

    const task = await send({ incident_id: before.id });
    const first = await world.tasks.find(task.id);
    await get(task.id);
    await get(task.id);

    expect(Object.keys(first?.delegated ?? {})).toEqual(['diagnostic-agent', 'resolution-agent']);
    expect((await world.tasks.find(task.id))?.delegated).toEqual(first?.delegated);
  });
});
