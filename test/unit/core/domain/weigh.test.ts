import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank, weigh } from '../../../../functions/core/domain/weigh.ts';
import { anyCandidates, candidate, confidenceOf, hint, observed, required, telling, withSeen } from './candidates.ts';

describe('weighing a clue', () => {
  it('counts for, against, or not at all', () => {
    expect(weigh(observed(telling, 'for'))).toMatchObject({ verdict: 'for', ratio: 30, limit: 'above 0' });
    expect(weigh(observed(telling, 'against'))).toMatchObject({ verdict: 'against', ratio: 0.05 });
    expect(weigh(observed(telling, 'missing'))).toMatchObject({ verdict: 'missing', ratio: 1 });
  });

  it('takes a value that is no number for missing, not for a no', () => {
    expect(weigh(observed(telling, 'nan'))).toMatchObject({ verdict: 'missing', ratio: 1 });
  });
});

describe('ranking', () => {
  it('shares out exactly one between all candidates and none of them', () => {
    fc.assert(
      fc.property(anyCandidates, (all) => {
        const { hypotheses, unexplained } = rank(all);
        const sum = hypotheses.reduce((total, { confidence }) => total + confidence, unexplained);
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });

  it('puts the surest first', () => {
    fc.assert(
      fc.property(anyCandidates, (all) => {
        const confidences = rank(all).hypotheses.map(({ confidence }) => confidence);
        expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      }),
    );
  });

  it('never lowers a cause when one of its clues turns from against to for', () => {
    fc.assert(
      fc.property(anyCandidates, fc.nat(), fc.nat(), (all, at, sign) => {
        fc.pre(all.length > 0);
        const one = all[at % all.length];
        fc.pre(one !== undefined);
        const j = sign % (one?.observed.length ?? 1);
        const fault = one?.runbook.fault ?? '';
        const against = confidenceOf(withSeen(all, at % all.length, j, 'against'), fault);
        const missing = confidenceOf(withSeen(all, at % all.length, j, 'missing'), fault);
        const held = confidenceOf(withSeen(all, at % all.length, j, 'for'), fault);
        expect(missing).toBeGreaterThanOrEqual(against - 1e-12);
        expect(held).toBeGreaterThanOrEqual(missing - 1e-12);
      }),
    );
  });

  it('names the required clues that were not seen', () => {
    const { hypotheses } = rank([candidate('a', [required, 'missing'], [telling, 'missing'], [hint, 'for'])]);

    expect(hypotheses[0]?.unobserved).toEqual(['needed']);
  });
});
