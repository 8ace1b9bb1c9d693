import { expect, it } from 'vitest';
import type { TimerMessage } from '../../functions/core/contracts/timer.ts';
import type { Timer } from '../../functions/core/domain/timer.ts';
import type { Timers } from '../../functions/core/ports/timers.ts';

export interface TimersSubject {
  readonly timers: Timers;
  /** What its clock shows when a timer is set. */
  readonly now: Date;
  /** Takes the next timer out, if one comes by within so many seconds, and tells after how many. */
  readonly take: (
    withinSeconds: number,
  ) => Promise<{ readonly message: TimerMessage; readonly afterSeconds: number } | undefined>;
}

const TIMER: Timer = {
  kind: 'approval_due',
  incidentId: 'INC-01KJQ000000000000000000001',
  planDigest: 'a'.repeat(64),
};

/** What every store of timers promises. */
export const timersContract = (make: () => Promise<TimersSubject> | TimersSubject): void => {
  it.each([0, -5])('has a timer of %d seconds come by at once', async (seconds) => {
    const { timers, now, take } = await make();

    await timers.after(seconds, TIMER);

    expect((await take(5))?.message).toEqual({ due: now.toISOString(), timer: TIMER });
  });

  it('holds a timer back until it is due, fractions of a second included', async () => {
    const { timers, now, take } = await make();

    await timers.after(1.2, TIMER);
    const taken = await take(10);

    expect(taken?.message).toEqual({ due: new Date(now.getTime() + 1200).toISOString(), timer: TIMER });
    expect(taken?.afterSeconds).toBeGreaterThanOrEqual(1.2);
  });

  it('takes a timer of days', async () => {
    const { timers, take } = await make();

    await timers.after(3 * 86_400, TIMER);

    expect(await take(1)).toBeUndefined();
  });
};
