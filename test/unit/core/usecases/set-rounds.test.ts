import { describe, expect, it } from 'vitest';
import { makeSetRounds } from '../../../../functions/core/usecases/set-rounds.ts';
import { aPolicy } from '../../../support/builders.ts';
import { inMemoryTimers } from '../../../support/fakes/timers.ts';
import { aStage } from './stage.ts';

describe('the round of each minute', () => {
  it.each([
    [60, []],
    [30, [30]],
    [10, [10, 20, 30, 40, 50]],
    [25, [25, 50]],
  ])('sets those that come before the next, when there is to be one every %d s', async (watchEvery, seconds) => {
    const stage = aStage(aPolicy({ timings: { ...aPolicy().timings, watchEvery } }));
    const timers = inMemoryTimers(stage.clock);

    await makeSetRounds({ timers, policies: stage.policies })();

    const now = stage.clock().getTime();
    expect(timers.waiting.map(({ due }) => (Date.parse(due) - now) / 1000)).toEqual(seconds);
    expect(timers.waiting.every(({ timer }) => timer.kind === 'watch_due')).toBe(true);
  });
});
