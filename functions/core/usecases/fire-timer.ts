import { type Instant, instant, secondsBetween } from '../domain/time.ts';
import type { Timer, TimerKind } from '../domain/timer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Timers } from '../ports/timers.ts';

/** What answers each kind of timer; each answers in a word what it did, for the log. Repeating one must be safe. */
export type TimerTable = {
  readonly [Kind in TimerKind]: (timer: Extract<Timer, { kind: Kind }>) => Promise<string>;
};

export interface FireTimerDeps {
  readonly timers: Timers;
  readonly clock: Clock;
  readonly table: TimerTable;
}

/** Fires a timer that is due; one that came by before its time is sent on its way again. */
export const makeFireTimer =
  ({ timers, clock, table }: FireTimerDeps) =>
  async (due: Instant, timer: Timer): Promise<string> => {
    const remaining = secondsBetween(instant(clock()), due);
    if (remaining <= 0) return table[timer.kind](timer);
    await timers.after(remaining, timer);
    return 'not_due_yet';
  };

export type FireTimer = ReturnType<typeof makeFireTimer>;
