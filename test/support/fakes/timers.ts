import type { TimerMessage } from '../../../functions/core/contracts/timer.ts';
import { instant, plusSeconds } from '../../../functions/core/domain/time.ts';
import type { Clock } from '../../../functions/core/ports/clock.ts';
import type { Timers } from '../../../functions/core/ports/timers.ts';

/** Timers that a test can look into. */
export interface InMemoryTimers extends Timers {
  readonly waiting: TimerMessage[];
  /** Every setting fails with this while it is set. */
  failing: Error | undefined;
}

export const inMemoryTimers = (clock: Clock): InMemoryTimers => {
  const fake: InMemoryTimers = {
    waiting: [],
    failing: undefined,
    after: async (seconds, timer) => {
      if (fake.failing) throw fake.failing;
      fake.waiting.push({ due: plusSeconds(instant(clock()), Math.max(0, seconds)), timer });
    },
  };
  return fake;
};
