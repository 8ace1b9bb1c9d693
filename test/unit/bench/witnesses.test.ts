import { describe, expect, it } from 'vitest';
import { shippedFaults } from '../../../bench/diagnosis/recorded.ts';
import { weighWitnesses, witnessLines } from '../../../bench/diagnosis/witnesses.ts';
import { ENGINE_WEIGHT } from '../../../functions/core/domain/join-engine.ts';

/** What a running shop showed while three faults went on. */
const recorded = shippedFaults();

describe('the weight of the engine', () => {
  it('keeps every act for which both witnesses stand, and stops every one where they saw different faults', () => {
    const chosen = weighWitnesses(recorded).find(({ weight }) => weight === ENGINE_WEIGHT);

    expect(chosen).toEqual({ weight: 0.5, kept: 3, together: 3, stopped: 4, apart: 4 });
  });

  it('would let acts through if it were small, and stops none if it were nothing', () => {
    const stopped = new Map(weighWitnesses(recorded).map((one) => [one.weight, one.stopped]));

    expect(stopped.get(0)).toBe(0);
    expect(stopped.get(0.3)).toBeLessThan(4);
  });

  it('is not measured where only one witness was recorded, and that is said', () => {
    const clues = recorded.map(({ engine, ...one }) => one);

    expect(witnessLines(weighWitnesses(clues))[0]).toContain('no recorded fault has both witnesses');
  });
});
