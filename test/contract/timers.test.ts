import { describe } from 'vitest';
import { secondsBetween } from '../../functions/core/domain/time.ts';
import { fixedClock } from '../support/fakes/clock.ts';
import { inMemoryTimers } from '../support/fakes/timers.ts';
import { timersContract } from './timers.ts';

describe('timers in memory', () =>
  timersContract(() => {
    const clock = fixedClock();
    const now = clock();
    const timers = inMemoryTimers(clock);
    return {
      timers,
      now,
      take: async (withinSeconds) => {
        const next = timers.waiting
          .map((message) => ({ message, afterSeconds: secondsBetween(now.toISOString(), message.due) }))
          .toSorted((a, b) => a.afterSeconds - b.afterSeconds)[0];
        return next !== undefined && next.afterSeconds <= withinSeconds ? next : undefined;
      },
    };
  }));
