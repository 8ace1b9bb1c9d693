import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, quantiles } from '../../../../functions/core/domain/engine/quantile.ts';

describe('a quantile', () => {
  it('is what sorting would have found', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (numbers, share) => {
          const sorted = [...numbers].sort((a, b) => a - b);
          const place = (sorted.length - 1) * share;
          const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
          const wanted = low + (high - low) * (place - Math.floor(place));

          expect(quantile(Float64Array.from(numbers), share)).toBeCloseTo(wanted, 6);
        },
      ),
    );
  });

  it('is the same, whatever others were asked before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        (numbers, shares) => {
          const alone = shares.map((share) => quantile(Float64Array.from(numbers), share));

          expect(quantiles(Float64Array.from(numbers), shares)).toEqual(alone);
        },
      ),
    );
  });

  it('of nothing is no number', () => {
    expect(quantile(new Float64Array(0), 0.5)).toBeNaN();
  });
});
