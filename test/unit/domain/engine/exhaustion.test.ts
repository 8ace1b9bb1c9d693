import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exhaustedIn } from '../../../../functions/core/domain/engine/exhaustion.ts';
import { shiftsOf } from '../../../../functions/core/domain/engine/shift.ts';
import type { Series } from '../../../../functions/core/domain/engine/telemetry.ts';

const WINDOW = { from: 100, to: 140 };

/** Stands still, and in the window climbs by so much in each second. */
const climbing = (signal: string, from: number, slope: number): Series => {
  const times = Float64Array.from({ length: 15 }, (_, i) => i * 10);
  return { service: 'orders', signal, times, values: times.map((at) => from + slope * Math.max(0, at - 100)) };
};

const secondsOf = (series: Series) => {
  const [shift] = shiftsOf({
    alert: { at: 100 },
    baseline: [{ from: 0, to: 99 }],
    window: WINDOW,
    calls: [],
    series: [series],
  });
  return shift && exhaustedIn(shift, WINDOW);
};

describe('the time until something is full', () => {
  it('is told for a share that climbs', () => {
    expect(secondsOf(climbing('disk_used_ratio', 0.5, 0.001))).toBeCloseTo(460);
    expect(secondsOf(climbing('memory_percent', 50, 0.1))).toBeCloseTo(460);
  });

  it('is nothing when it is full', () => {
    expect(secondsOf(climbing('pool_in_use_ratio', 0.9, 0.01))).toBe(0);
  });

  it.each([
    ['does not climb', climbing('disk_used_ratio', 0.5, 0)],
    ['falls', climbing('disk_used_ratio', 0.9, -0.01)],
    ['climbs too slowly to matter tonight', climbing('disk_used_ratio', 0.1, 0.000001)],
    ['has no end that is known', climbing('memory_bytes', 1e6, 1e5)],
    ['does not fill up', climbing('error_ratio', 0.1, 0.01)],
  ])('is not told for what %s', (_, series) => {
    expect(secondsOf(series)).toBeUndefined();
  });

  it('is never before now, and never further than a day', () => {
    const numbers = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(numbers, numbers, (from, slope) => {
        const seconds = secondsOf(climbing('disk_used_ratio', from, slope)) ?? 0;
        expect(seconds >= 0 && seconds <= 86_400).toBe(true);
      }),
    );
  });
});
