import { describe, expect, it } from 'vitest';
import type { Timer } from '../../../../functions/core/domain/timer.ts';
import { makeFireTimer } from '../../../../functions/core/usecases/fire-timer.ts';
import { fixedClock } from '../../../support/fakes/clock.ts';
import { inMemoryTimers } from '../../../support/fakes/timers.ts';

const TIMER: Timer = { kind: 'approval_due', incidentId: 'INC-01KJQ000000000000000000001', planDigest: 'p' };

const aFireTimer = () => {
  const clock = fixedClock('2026-03-02T10:00:00.000Z');
  const timers = inMemoryTimers(clock);
  const handled: Timer[] = [];
  const fire = makeFireTimer({
    timers,
    clock,
    table: {
      watch_due: async () => 'round_started',
      split_due: async () => 'not of this test',
      approval_due: async (timer) => {
        handled.push(timer);
        return 'expired';
      },
    },
  });
  return { fire, timers, handled };
};

describe('a timer that comes by', () => {
  it('is handled by what its kind names when it is due', async () => {
    const { fire, timers, handled } = aFireTimer();

    const outcome = await fire('2026-03-02T10:00:00.000Z', TIMER);

    expect(outcome).toBe('expired');
    expect(handled).toEqual([TIMER]);
    expect(timers.waiting).toEqual([]);
  });

  it('is sent on and not handled before it is due', async () => {
    const { fire, timers, handled } = aFireTimer();

    const outcome = await fire('2026-03-02T11:00:00.000Z', TIMER);

    expect(outcome).toBe('not_due_yet');
    expect(handled).toEqual([]);
    expect(timers.waiting).toEqual([{ due: '2026-03-02T11:00:00.000Z', timer: TIMER }]);
  });

  it('fails when it cannot be sent on, so that it is not lost', async () => {
    const { fire, timers } = aFireTimer();
    timers.failing = new Error('queue down');

    await expect(fire('2026-03-02T11:00:00.000Z', TIMER)).rejects.toThrow('queue down');
  });
});
