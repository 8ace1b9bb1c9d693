import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackChat } from '../../../../functions/adapters/slack/chat.ts';
import { slackCall } from '../../../../functions/adapters/slack/transport.ts';
import type { IncidentId } from '../../../../functions/core/domain/incident.ts';
import { instant } from '../../../../functions/core/domain/time.ts';
import { makeChatSink } from '../../../../functions/core/usecases/chat-sink.ts';
import { makeDeliverIncident } from '../../../../functions/core/usecases/deliver-incident.ts';
import { makeFindStorm } from '../../../../functions/core/usecases/find-storm.ts';
import { aDraft, anAlert, anAlertGroup, anOpening } from '../../../support/builders.ts';
import { buttonsOn, ownSlack, slackAt } from '../../../support/slack.ts';
import { aStage, commit } from '../../core/usecases/stage.ts';

let server: Server;
let url: string;

beforeEach(async () => {
  ({ server, url } = await ownSlack());
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Slack with whoever delivers to it, where the third incident within a minute makes a storm. */
const anOutbox = (toldBeside = true) => {
  const stage = aStage();
  const { deliveries, clock, store, ids } = stage;
  const call = slackCall(`${url}/api`, async () => 'token');
  const chat = slackChat({ call, policy: { channel: 'C0INCIDENTS', routes: [] }, consoleUrl: 'https://console.test/' });
  const policy = { stormAfter: 3, windowSeconds: 60 };
  const findStorm = makeFindStorm({ store, policy, isToldBeside: () => toldBeside });
  const refsOf = async (id: IncidentId) => (await deliveries.read(id, 'slack')).refs;
  const sinkFor = async () => makeChatSink('slack', { chat, findStorm, refsOf });
  const deliver = makeDeliverIncident({ store, deliveries, clock, sinkFor, leaseSeconds: 35, budgetSeconds: 12 });
  const open = async (n: number) => {
    const alerts = [anAlert({ fingerprint: `${n}` })];
    const part = { id: ids.incident(), title: `Trouble ${n}`, service: `service-${n}`, openedAt: instant(clock()) };
    const made = await store.open(anOpening(part, anAlertGroup({ groupKey: `${n}`, alerts })));
    if (made.outcome !== 'opened') throw new Error(made.outcome);
    clock.advance(1);
    return made.incident;
  };
  const told = async (id: IncidentId) => {
    await deliveries.want(id, ['slack'], (await store.read(id))?.seq ?? 0, '2026-03-02T10:00:00.000Z');
    return deliver(id, 'slack');
  };
  const slack = slackAt(url);
  const roots = async () => (await slack.seen()).messages.filter(({ thread }) => thread === undefined);
  return { stage, open, told, slack, roots };
};

describe('a storm in Slack', () => {
  it('is one message beside those that came before it, and the incidents of it are in its thread', async () => {
    const { stage, open, told, slack, roots } = anOutbox();
    const all = [];
    for (let n = 1; n <= 5; n += 1) all.push(await open(n));
    for (const { id } of all) expect(await told(id)).toEqual({ outcome: 'delivered' });

    const [, , digest, ...more] = await roots();
    expect(more).toEqual([]);
    expect(digest?.text).toBe('A storm: 3 more incidents');
    expect(digest && buttonsOn(digest)).toEqual({ brake: 'asks first', console: 'at once' });
    const inThread = async () => (await slack.seen()).messages.filter(({ thread }) => thread === digest?.ts);
    expect((await inThread()).map(({ metadata }) => metadata?.event_payload)).toEqual(
      all.slice(2).map(({ id }) => ({ id, seq: 0 })),
    );

    const last = all.at(-1);
    if (last === undefined) throw new Error('five were opened');
    await commit(stage, last, {
      to: 'escalated',
      entries: [aDraft({ kind: 'incident.escalated', reason: 'no_runbook', text: 'Yours.' })],
    });
    expect(await told(last.id)).toEqual({ outcome: 'delivered' });

    const after = (await roots()).find(({ ts }) => ts === digest?.ts);
    expect(JSON.stringify(after?.blocks)).toContain('🚨 escalated: Trouble 5');
    const reply = (await inThread()).at(-1);
    expect([reply?.metadata?.event_payload, reply?.broadcast]).toEqual([{ id: last.id, seq: 2 }, false]);
    expect(await roots()).toHaveLength(3);
  });

  it('waits for the message of the storm, whoever comes first', async () => {
    const { open, told, roots } = anOutbox();
    const all = [await open(1), await open(2), await open(3), await open(4)];
    const [, , leader, follower] = all;
    if (leader === undefined || follower === undefined) throw new Error('four were opened');

    expect(await told(follower.id)).toMatchObject({ outcome: 'again', seconds: 2 });
    await told(leader.id);
    expect((await roots()).length).toBe(1);
  });

  it('makes one message although the answer to it was lost', async () => {
    const { stage, open, told, slack, roots } = anOutbox();
    await open(1);
    await open(2);
    const { id } = await open(3);
    await slack.behave('lose-answers');
    await told(id);
    await slack.behave('well');
    stage.clock.advance(5);
    expect(await told(id)).toEqual({ outcome: 'delivered' });

    expect(await roots()).toHaveLength(1);
    expect((await slack.seen()).messages).toHaveLength(2);
  });

  it('is none where the others are not told', async () => {
    const { open, told, roots } = anOutbox(false);
    for (let n = 1; n <= 4; n += 1) await told((await open(n)).id);

    expect((await roots()).map(({ text }) => text).filter((text) => text.startsWith('A storm'))).toEqual([]);
  });
});
