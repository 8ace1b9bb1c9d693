import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnosis, Hypothesis } from '../../../../functions/core/domain/diagnosis.ts';
import type { ExaminationRecord, SuspectService } from '../../../../functions/core/domain/examination.ts';
import { aheadIn, joinEngine, withEngine } from '../../../../functions/core/domain/join-engine.ts';
import { rankingOf } from '../../../../functions/core/domain/ranking.ts';
import { RUNBOOKS } from '../../../../functions/core/runbooks/index.ts';
import { aDiagnosis, aHypothesis } from '../../../support/builders.ts';

const CALLS = [
  ['edge', 'checkout'],
  ['checkout', 'payments'],
  ['checkout', 'database'],
] as const;

const suspect = (service: string, confidence: number): SuspectService => ({
  service,
  signal: 'errors_per_second',
  confidence,
  facts: [],
});

const examined = (...suspects: readonly SuspectService[]): ExaminationRecord => ({
  outcome: (suspects[0]?.confidence ?? 0) >= 0.5 ? 'explained' : 'inconclusive',
  says: '',
  suspects,
  calls: CALLS,
  from: 0,
  windowFrom: 60,
  to: 120,
  step: 1,
  looked: [],
});

const sumOf = ({ hypotheses, unnamed = [], unexplained }: Pick<Diagnosis, 'hypotheses' | 'unnamed' | 'unexplained'>) =>
  [...hypotheses, ...unnamed].reduce((sum, { confidence }) => sum + confidence, unexplained);

/** None of the causes lies ahead. */
const NONE = new Set<string>();
const AT = { threshold: 0.8, ahead: NONE };

/** The clues are almost sure of checkout and its database. */
const SURE = aDiagnosis(aHypothesis({ confidence: 0.97 }));

describe('joining clues and engine', () => {
  it('stays sure where both name the same place', () => {
    expect(withEngine(SURE, examined(suspect('database', 0.95)), AT)).toMatchObject({
      outcome: 'explained',
      best: { fault: 'database-timeout', byClues: 0.97 },
    });
    expect(joinEngine(SURE, examined(suspect('database', 0.95)), NONE).hypotheses[0]?.confidence).toBeGreaterThan(0.95);
  });

  it('stays sure where the engine names a caller, at which the harm of its callees shows', () => {
    expect(withEngine(SURE, examined(suspect('edge', 0.95)), AT).outcome).toBe('explained');
  });

  it('is no longer sure where the engine names another service, and says that they disagree', () => {
    const joined = withEngine(SURE, examined(suspect('payments', 0.95)), AT);

    expect(joined).toMatchObject({ outcome: 'inconclusive', reason: 'services_disagree' });
    expect(rankingOf(joined).map(({ service }) => service)).toEqual(['database', 'payments']);
  });

  it('stays sure of what harms nobody yet, whatever fails elsewhere; and only of that', () => {
    const ends = aDiagnosis(
      aHypothesis({ fault: 'certificate-expiry', scope: { service: 'edge', dependency: 'edge' }, confidence: 0.97 }),
    );
    const failing = examined(suspect('payments', 0.95));
    const ahead = aheadIn(RUNBOOKS);

    expect(withEngine(ends, failing, { threshold: 0.8, ahead })).toMatchObject({
      outcome: 'explained',
      best: { fault: 'certificate-expiry' },
    });
    expect(withEngine(ends, failing, AT)).toMatchObject({ reason: 'services_disagree' });
    expect(withEngine(SURE, failing, { threshold: 0.8, ahead })).toMatchObject({ reason: 'services_disagree' });
  });

  it('makes nothing sure that the clues alone are not sure of, even when it lies ahead', () => {
    const unsure = aDiagnosis(aHypothesis({ fault: 'certificate-expiry', confidence: 0.6 }));
    const joined = joinEngine({ ...unsure, unexplained: 0.4 }, examined(suspect('payments', 0.95)), aheadIn(RUNBOOKS));

    expect(joined.hypotheses[0]?.confidence).toBeLessThanOrEqual(0.6 + 1e-12);
  });

  it('is less sure the surer the engine is of another service', () => {
    const at = (confidence: number) =>
      joinEngine(SURE, examined(suspect('payments', confidence)), NONE).hypotheses[0]?.confidence ?? 0;

    expect(at(0.7)).toBeLessThan(at(0.55));
    expect(at(0.9)).toBeLessThan(at(0.7));
  });

  it('leaves the clues as they are where the engine does not know', () => {
    expect(joinEngine(SURE, examined(suspect('payments', 0.5)), NONE).hypotheses[0]?.confidence).toBe(0.97);
  });

  it('puts what no runbook explains where the engine sees it', () => {
    const open: Diagnosis = {
      outcome: 'inconclusive',
      reason: 'evidence_contradicts',
      at: SURE.at,
      hypotheses: [],
      unexplained: 1,
    };

    const joined = withEngine(open, examined(suspect('payments', 0.9)), AT);

    expect(joined).toMatchObject({ outcome: 'inconclusive', reason: 'evidence_contradicts' });
    expect(joined.unnamed?.[0]?.confidence).toBeCloseTo(0.9);
    expect(rankingOf(joined)[0]).toMatchObject({ service: 'payments', cause: 'a cause that no runbook names' });
  });

  it('shares out certainty, never more than there is, and never makes an explanation of an open question', () => {
    const service = fc.constantFrom('edge', 'checkout', 'payments', 'database', 'elsewhere');
    const weights = fc.array(fc.tuple(service, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 5 });
    const lying = fc.uniqueArray(fc.nat(4)).map((some) => new Set(some.map((i) => `fault-${i}`)));
    fc.assert(
      fc.property(
        weights,
        weights,
        lying,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (clues, seen, ahead, none) => {
          const total = clues.reduce((sum, [, mass]) => sum + mass, none);
          const hypotheses = clues.map(
            ([at, mass], i): Hypothesis =>
              aHypothesis({
                fault: `fault-${i}`,
                scope: { service: at, dependency: at },
                confidence: mass / total,
              }),
          );
          const all = seen.reduce((sum, [, mass]) => sum + mass, 1);
          const suspects = seen.map(([at, mass]) => suspect(at, mass / all));
          const open = {
            outcome: 'inconclusive' as const,
            reason: 'low_confidence' as const,
            at: SURE.at,
            hypotheses,
            unexplained: none / total,
          };

          const joined = withEngine(open, examined(...suspects), { threshold: 0.5, ahead });

          expect(sumOf(joined)).toBeCloseTo(1, 9);
          expect(rankingOf(joined).every(({ confidence }) => confidence >= -1e-12 && confidence <= 1 + 1e-12)).toBe(
            true,
          );
          expect(joined.outcome).toBe('inconclusive');
        },
      ),
    );
  });
});
