import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOUBT, shareOut } from '../../../../functions/core/domain/engine/confidence.ts';
import type { Line } from '../../../../functions/core/domain/engine/lead.ts';

const spoken = (line: Line, strength: number) => [{ line, strength }];

describe('certainty', () => {
  it('grows with what speaks for a candidate, and is even where that is as strong as the doubt', () => {
    const { confidences, none } = shareOut([spoken('slow', DOUBT)]);

    expect(confidences[0]).toBeCloseTo(0.5);
    expect(none).toBeCloseTo(0.5);
    expect(shareOut([spoken('slow', 3)]).confidences[0]).toBeGreaterThan(0.9);
  });

  it('refuses to be sure of who fails alone: it may only be told so by what it calls', () => {
    expect(shareOut([spoken('failing', 9)]).confidences[0]).toBeCloseTo(0.5);
    expect(shareOut([[...spoken('failing', 4.5), ...spoken('slow', 4.5)]]).confidences[0]).toBeCloseTo(0.75);
  });

  it('sums up to 1, and nobody is told surer than one of whom more speaks', () => {
    const line = fc.constantFrom<Line>('resource', 'impact', 'slow', 'failing', 'called', 'shift');
    const lead = fc.record({ line, strength: fc.double({ min: 0, max: 20, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(fc.array(lead, { maxLength: 6 })), (drawn) => {
        const strength = (one: (typeof drawn)[number]) => one.reduce((total, two) => total + two.strength, 0);
        const { confidences, none } = shareOut(drawn.toSorted((a, b) => strength(b) - strength(a)));

        expect(confidences.reduce((total, one) => total + one, none)).toBeCloseTo(1, 9);
        expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      }),
    );
  });
});
