import { describe, expect, it } from 'vitest';
import { makeCloseWhenCalm } from '../../../../functions/core/usecases/close-when-calm.ts';
import { aDraft, anAction, anAlert } from '../../../support/builders.ts';
import { ended, handOver, only, ready } from './accepting.ts';
import { wholeOf } from './stage.ts';

const CALM = 600;

const handed = async () => {
  const place = ready();
  await place.notify();
  await handOver(place.stage);
  return { ...place, close: makeCloseWhenCalm(place.stage), now: () => only(place.stage) };
};

describe('what people have', () => {
  it('is closed once its alerts have resolved and nothing changed for long', async () => {
    const { stage, notify, close, now } = await handed();
    await notify([ended(anAlert())]);
    stage.clock.advance(CALM);

    expect(await close()).toBe(1);
    expect(now()).toMatchObject({ status: 'closed', endedFor: 'calm_after_escalation' });
    expect(await close()).toBe(0);
  });

  it('stays theirs before that', async () => {
    const { stage, notify, close, now } = await handed();
    stage.clock.advance(CALM);
    await notify([ended(anAlert())]);
    stage.clock.advance(CALM - 1);

    expect(await close()).toBe(0);
    expect(now().status).toBe('escalated');
  });

  it('stays theirs while an alert fires, however long', async () => {
    const { stage, close, now } = await handed();
    stage.clock.advance(CALM * 100);

    expect(await close()).toBe(0);
    expect(now().status).toBe('escalated');
  });

  it.each(['rollback.failed', 'action.unknown'] as const)('stays theirs after %s', async (kind) => {
    const { stage, notify, close, now } = await handed();
    await notify([ended(anAlert())]);
    await stage.store.commit(now(), { entries: [aDraft({ kind })] });
    stage.clock.advance(CALM);

    expect(await close()).toBe(0);
  });

  it('stays theirs while an action has begun and not ended', async () => {
    const { stage, notify, close, now } = await handed();
    await notify([ended(anAlert())]);
    await stage.store.commit(now(), {
      entries: [aDraft({ kind: 'action.started' })],
      action: anAction({ result: 'started' }),
    });
    stage.clock.advance(CALM);

    expect(await close()).toBe(0);
  });

  it('tells since when it was calm, and for how long that had to last', async () => {
    const { stage, notify, close, now } = await handed();
    await notify([ended(anAlert())]);
    const since = stage.clock().toISOString();
    stage.clock.advance(CALM);
    await close();

    const { timeline } = await wholeOf(stage, now());
    expect(timeline.at(-1)).toMatchObject({ kind: 'incident.closed', data: { since, calmSeconds: CALM } });
  });
});
