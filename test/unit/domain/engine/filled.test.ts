import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filled } from '../../../../functions/core/domain/engine/filled.ts';

describe('filling gaps', () => {
  it('goes straight from one sample to the next, and on as it was beyond them', () => {
    const samples = new Map([
      [10, 1],
      [20, Number.NaN],
      [30, 3],
    ]);

    expect([...filled(samples, [0, 10, 15, 20, 30, 40])]).toEqual([
      [0, 1],
      [10, 1],
      [15, 1.5],
      [20, 2],
      [30, 3],
      [40, 3],
    ]);
  });

  it('makes nothing out of nothing', () => {
    expect(filled(new Map([[10, Number.NaN]]), [0, 10]).size).toBe(0);
  });

  it('keeps every sample, and invents nothing beyond what was seen', () => {
    const drawn = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: -9, max: 9 })), {
      selector: ([at]) => at,
      minLength: 1,
    });
    fc.assert(
      fc.property(drawn, (samples) => {
        const values = samples.map(([, value]) => value);
        const made = filled(
          new Map(samples),
          Array.from({ length: 51 }, (_, at) => at),
        );

        expect(samples.every(([at, value]) => made.get(at) === value)).toBe(true);
        expect(Math.min(...made.values())).toBeGreaterThanOrEqual(Math.min(...values));
        expect(Math.max(...made.values())).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});
