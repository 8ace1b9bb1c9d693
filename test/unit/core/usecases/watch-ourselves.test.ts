import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { DRILL } from '../../../../functions/core/domain/heartbeat.ts';
import { instant } from '../../../../functions/core/domain/time.ts';
import type { RoundNote } from '../../../../functions/core/domain/watch-notes.ts';
import { makeKeepWatch } from '../../../../functions/core/usecases/keep-watch.ts';
import { aReceipt } from '../../../support/builders.ts';
import { inMemoryNote } from '../../../support/fakes/note.ts';
import { incidents, only } from './accepting.ts';
import { wholeOf } from './stage.ts';
import { watching } from './watching.ts';

const WATCHDOG = { source: 'alertmanager', name: 'true' };
const down = new DependencyUnavailable('sns', 'silent');

const beating = async () => {
  const watch = watching();
  const beat = (heartbeat: { readonly source: string; readonly name: string } = WATCHDOG) =>
    watch.stage.heartbeats.beat({ ...heartbeat, at: instant(watch.stage.clock()) });
  await beat();
  await beat(DRILL);
  /** The drill goes on beating, so that only the Watchdog is in question. */
  const look = async (after: number) => {
    watch.stage.clock.advance(after);
    await beat(DRILL);
    return watch.heartbeats();
  };
  return { ...watch, beat, look };
};

describe('a heartbeat', () => {
  it('is silent only after its time, and then opens one incident that people hear of once', async () => {
    const { stage, look } = await beating();
    await look(90);
    const before = incidents(stage).length;

    for (const after of [1, 60, 600]) await look(after);

    expect(before).toBe(0);
    expect(only(stage)).toMatchObject({
      status: 'escalated',
      openedFor: 'heartbeat_silent',
      service: 'selfright-pipeline',
    });
    expect(stage.pager.told).toMatchObject([{ reason: 'heartbeat_silent' }]);
    expect(stage.workflow.started).toEqual([]);
  });

  it('that comes back closes its incident, and another silence is another one', async () => {
    const { stage, look, beat } = await beating();
    await look(91);
    await beat();
    await look(1);
    const closed = only(stage);

    await look(120);

    expect(closed).toMatchObject({ status: 'closed', endedFor: 'trouble_over' });
    expect((await wholeOf(stage, closed)).timeline.map(({ kind }) => kind)).toEqual([
      ...['incident.opened', 'incident.escalated', 'people.told', 'alert.resolved', 'incident.closed'],
    ]);
    expect(incidents(stage)).toHaveLength(2);
    expect(stage.pager.told).toHaveLength(2);
  });

  it('is told of at a later round when people cannot be reached, also if it is back by then', async () => {
    const { stage, look, beat } = await beating();
    stage.pager.failing = down;
    await expect(look(91)).rejects.toBe(down);
    await expect(look(10)).rejects.toBe(down);
    await beat();
    await expect(look(1)).rejects.toBe(down);
    stage.pager.failing = undefined;

    await look(1);

    expect(stage.pager.told).toHaveLength(1);
    expect(only(stage).status).toBe('closed');
  });

  it('that never came may not be connected yet; but our own must come', async () => {
    const { stage, heartbeats } = watching();
    await heartbeats();
    stage.clock.advance(181);

    const { silent } = await heartbeats();

    expect(silent).toEqual([`heartbeat ${DRILL.source}/${DRILL.name}`]);
    expect(stage.pager.told).toHaveLength(1);
  });

  it('stays with the person who closed its incident while it was still silent', async () => {
    const { stage, look } = await beating();
    await look(91);
    await stage.store.commit(only(stage), {
      to: 'closed',
      entries: [{ kind: 'incident.closed', actor: 'person:robin', reason: 'closed_by_person', text: 'known' }],
      facts: { closedAt: instant(stage.clock()), endedFor: 'closed_by_person' },
    });

    await look(60);

    expect(incidents(stage)).toHaveLength(1);
  });
});

describe('dead letters', () => {
  const RECEIPT = aReceipt({ state: 'dead_lettered', reason: 'intake_refused', why: 'unknown source: x' });

  it('are one incident with the reason, whatever their number, and settled when the queue is empty', async () => {
    const { stage, deadLetters, dead } = watching();
    await stage.receipts.settle(RECEIPT);
    deadLetters.queues.set('notifications', [RECEIPT.id]);
    await dead();
    stage.clock.advance(60);
    deadLetters.queues.set('notifications', [RECEIPT.id, undefined]);
    await dead();
    const told = stage.pager.told;
    deadLetters.queues.set('notifications', []);
    for (const _ of [1, 2]) {
      stage.clock.advance(60);
      await dead();
    }

    expect(told).toHaveLength(1);
    expect(told[0]?.summary).toContain('intake_refused, unknown source: x');
    expect(only(stage)).toMatchObject({ openedFor: 'dead_letters', status: 'closed', endedFor: 'trouble_over' });
  });

  it('settle the receipts of what killed its worker each time', async () => {
    const { stage, deadLetters, dead } = watching();
    await stage.receipts.issue(aReceipt());
    deadLetters.queues.set('notifications', [aReceipt().id]);

    await dead();

    expect(await stage.receipts.read(aReceipt().id)).toMatchObject({
      ...{ state: 'dead_lettered', reason: 'intake_unavailable' },
    });
  });

  it('are not forgotten when the opening of their incident is cut off', async () => {
    const { stage, deadLetters, dead } = watching();
    deadLetters.queues.set('notifications', [undefined]);
    stage.pager.failing = down;
    await expect(dead()).rejects.toBe(down);
    stage.pager.failing = undefined;
    stage.clock.advance(60);

    await dead();

    expect(incidents(stage)).toHaveLength(1);
    expect(stage.pager.told).toHaveLength(1);
  });
});

describe('receipts that stay queued', () => {
  it('are one incident after five minutes, over when they are settled', async () => {
    const { stage, dead } = watching();
    await stage.receipts.issue(aReceipt({ receivedAt: instant(stage.clock()) }));
    stage.clock.advance(300);
    const young = (await dead()).stuck;
    stage.clock.advance(1);
    await dead();
    await stage.receipts.settle(aReceipt({ state: 'recorded' }));
    for (const _ of [1, 2]) {
      stage.clock.advance(60);
      await dead();
    }

    expect(young).toBe(0);
    expect(stage.pager.told).toMatchObject([{ reason: 'receipts_stuck' }]);
    expect(only(stage)).toMatchObject({ status: 'closed', endedFor: 'trouble_over' });
  });
});

describe('a round', () => {
  const aRound = (parts: Readonly<Record<string, () => Promise<unknown>>>) => {
    const { stage } = watching();
    const note = inMemoryNote<RoundNote>();
    return { stage, note, round: makeKeepWatch({ parts, note, clock: stage.clock, leaseSeconds: 30 }) };
  };

  it('does every part although one fails, fails itself after, and remembers which', async () => {
    const done: string[] = [];
    const { note, round } = aRound({
      bad: () => Promise.reject(down),
      good: async () => done.push('good'),
    });

    await expect(round()).rejects.toBe(down);

    expect(done).toEqual(['good']);
    expect(note.noted.value).toMatchObject({
      failed: ['bad'],
      endedAt: expect.any(String),
      found: { parts: { good: 1 } },
    });
  });

  it('keeps what the last one found while the next is under way', async () => {
    const seen: unknown[] = [];
    const { note, round } = aRound({ look: async () => seen.push(note.noted.value?.found?.parts) });

    await round();
    await round();

    expect(seen).toEqual([undefined, { look: 1 }]);
  });

  it('leaves the work to the one that is under way, until that would have been stopped', async () => {
    const { stage, note, round } = aRound({});
    const startedAt = instant(stage.clock());
    await note.write({ startedAt, leaseUntil: '2026-03-02T10:00:30.000Z' }, 0);
    const during = await round();
    stage.clock.advance(31);

    expect([during.outcome, (await round()).outcome]).toEqual(['busy', 'done']);
  });
});
