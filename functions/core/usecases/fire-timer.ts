import { type Instant, instant, secondsBetween } from '../domain/time.ts';
import type { Timer, TimerKind } from '../domain/timer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Timers } from '../ports/timers.ts';

/** What answers each kind of timer; each answers in a word what it did, for the log. Repeating one must be safe. */
export type TimerTable = { readonly [Kind in TimerKind]: (timer: TimerOf<Kind>) => Promise<string> };

/** The timers of some kinds, written so that the compiler sees which answer belongs to which. */
type TimerOf<Kinds extends TimerKind> = {
  readonly [Kind in Kinds]: Extract<Timer, { kind: Kind }> & { kind: Kind };
}[Kinds];

const answered = <Kind extends TimerKind>(table: TimerTable, timer: TimerOf<Kind>): Promise<string> =>
  table[timer.kind](timer);

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
    if (remaining <= 0) return answered(table, timer);
    await timers.after(remaining, timer);
    return 'not_due_yet';
  };

export type FireTimer = ReturnType<typeof makeFireTimer>;
