import { describe, expect, it } from 'vitest';
import { PolicySchema } from '../../../../functions/core/contracts/policy.ts';
import { sinksOn } from '../../../../functions/core/domain/integrations.ts';
import type { Wake } from '../../../../functions/core/ports/wakes.ts';
import { makeDeliverIncident } from '../../../../functions/core/usecases/deliver-incident.ts';
import { makeDispatchEntries } from '../../../../functions/core/usecases/dispatch-entries.ts';
import { makeSweepOutbox } from '../../../../functions/core/usecases/sweep-outbox.ts';
import { makeTicketSink } from '../../../../functions/core/usecases/ticket-sink.ts';
import { aDraft } from '../../../support/builders.ts';
import { inMemoryTicketing } from '../../../support/fakes/ticketing.ts';
import { aStage, commit, moved, opened, wholeOf } from './stage.ts';

const LAG = 15;
const { integrations } = PolicySchema.parse({
  services: {},
  integrations: { jira: { baseUrl: 'https://jira.test', projectKey: 'SHOP' } },
});

/** Whoever dispatches and delivers, over one incident that was opened, with Jira beside them. */
const anOutbox = async () => {
  const stage = aStage();
  const jira = inMemoryTicketing();
  const sent: { wake: Wake; after: number }[] = [];
  const wakes = { send: async (wake: Wake, after = 0) => void sent.push({ wake, after }) };
  const { deliveries, clock, store } = stage;
  const sinkFor = async () => makeTicketSink(jira, LAG);
  const deliver = makeDeliverIncident({ store, deliveries, clock, sinkFor, leaseSeconds: 35, budgetSeconds: 12 });
  const dispatch = makeDispatchEntries({
    deliveries,
    wakes,
    clock,
    sinks: async () => sinksOn(integrations),
    count: async () => 'counted',
  });
  const sweep = makeSweepOutbox({ deliveries, wakes, clock });
  const incident = await opened(stage);
  const { id } = incident;
  const told = async () => {
    const { incident: now } = await wholeOf(stage, { id });
    await dispatch([{ incidentId: id, seq: now.seq }]);
    return deliver(id, 'jira');
  };
  return { ...stage, stage, jira, sent, deliver, dispatch, sweep, incident, id, told };
};

const seqsOf = ({ jira }: Awaited<ReturnType<typeof anOutbox>>) =>
  [...jira.tickets.values()].flatMap(({ comments }) => comments.map(({ seq }) => seq));

describe('an incident on its way to a ticket', () => {
  it('makes one ticket, then mirrors each entry once and in order', async () => {
    const outbox = await anOutbox();
    await outbox.told();
    await moved(outbox.stage, outbox.incident, 'diagnosing', 'escalated', 'closed');

    expect(await outbox.told()).toEqual({ outcome: 'delivered' });
    expect(await outbox.told()).toEqual({ outcome: 'delivered' });

    expect([...outbox.jira.tickets.values()]).toMatchObject([
      { incidentId: outbox.id, moves: ['diagnosing', 'escalated', 'closed'] },
    ]);
    expect(await outbox.deliveries.read(outbox.id, 'jira')).toMatchObject({
      deliveredSeq: 4,
      refs: { key: 'SHOP-1' },
    });
  });

  it('comes whole and in order when Jira was down from before the opening until after the end', async () => {
    const outbox = await anOutbox();
    outbox.jira.mode = 'down';
    expect(await outbox.told()).toMatchObject({ outcome: 'again', why: expect.stringContaining('is down') });
    await moved(outbox.stage, outbox.incident, 'diagnosing', 'escalated', 'closed');
    expect(await outbox.told()).toEqual({ outcome: 'waiting' });

    outbox.jira.mode = 'well';
    for (let tries = 0; tries < 3; tries += 1) {
      outbox.clock.advance(2 * LAG);
      await outbox.deliver(outbox.id, 'jira');
    }

    expect([...outbox.jira.tickets.values()]).toMatchObject([{ moves: ['diagnosing', 'escalated', 'closed'] }]);
    expect(await outbox.deliveries.read(outbox.id, 'jira')).toMatchObject({ deliveredSeq: 4, why: undefined });
  });

  it('never makes a second ticket after a lost answer: it waits for the index, searches, and finds the first', async () => {
    const outbox = await anOutbox();
    outbox.jira.mode = 'lose-answers';
    await outbox.told();
    outbox.jira.mode = 'well';
    outbox.clock.advance(5);

    expect(await outbox.deliver(outbox.id, 'jira')).toMatchObject({ outcome: 'again', seconds: LAG });
    outbox.clock.advance(LAG);
    expect(await outbox.deliver(outbox.id, 'jira')).toEqual({ outcome: 'delivered' });

    expect([...outbox.jira.tickets.keys()]).toEqual(['SHOP-1']);
  });

  it('never writes a comment twice after a lost answer', async () => {
    const outbox = await anOutbox();
    await outbox.told();
    const entries = [1, 2].map((n) => aDraft({ kind: 'note.added', text: `note ${n}` }));
    await commit(outbox.stage, outbox.incident, { entries: [aDraft({ kind: 'note.added' }), ...entries] });
    outbox.jira.mode = 'lose-answers';
    await outbox.told();
    outbox.jira.mode = 'well';
    outbox.clock.advance(5);
    await outbox.deliver(outbox.id, 'jira');

    expect(seqsOf(outbox)).toEqual([2, 3, 4]);
    expect(await outbox.deliveries.read(outbox.id, 'jira')).toMatchObject({ deliveredSeq: 4 });
  });

  it('leaves Jira alone after failures in a row, whatever incident is next', async () => {
    const outbox = await anOutbox();
    outbox.jira.mode = 'down';
    await outbox.told();
    for (let tries = 0; tries < 3; tries += 1) {
      outbox.clock.advance(30);
      await outbox.deliver(outbox.id, 'jira');
    }

    outbox.jira.mode = 'well';
    expect(await outbox.deliver('INC-01KJQ000000000000000000002', 'jira')).toMatchObject({
      outcome: 'again',
      why: 'jira is left alone after failures in a row',
    });
    expect(outbox.jira.tickets.size).toBe(0);
  });

  it('refuses to deliver beside somebody who is at it', async () => {
    const outbox = await anOutbox();
    await outbox.dispatch([{ incidentId: outbox.id, seq: 1 }]);
    const found = await outbox.deliveries.read(outbox.id, 'jira');
    await outbox.deliveries.save({ ...found, leaseUntil: '2026-03-02T10:00:30.000Z' });

    expect(await outbox.deliver(outbox.id, 'jira')).toMatchObject({ outcome: 'again', seconds: 30 });
    expect(outbox.jira.tickets.size).toBe(0);
  });
});

describe('the sweep', () => {
  it('wakes for what is behind and nobody is at, and leaves the young alone', async () => {
    const outbox = await anOutbox();
    await outbox.dispatch([{ incidentId: outbox.id, seq: 1 }]);
    outbox.sent.length = 0;

    expect(await outbox.sweep()).toEqual({ behind: 2, woken: 0 });
    outbox.clock.advance(61);
    expect(await outbox.sweep()).toEqual({ behind: 2, woken: 2 });
    expect(outbox.sent.map(({ wake }) => wake)).toEqual([
      { incidentId: outbox.id, sinks: ['jira'] },
      { incidentId: outbox.id, sinks: ['anchors'] },
    ]);

    await outbox.deliver(outbox.id, 'jira');
    await outbox.deliver(outbox.id, 'anchors');
    expect(await outbox.sweep()).toEqual({ behind: 0, woken: 0 });
  });
});
