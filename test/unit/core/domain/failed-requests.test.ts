import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../../../functions/core/domain/diagnosis.ts';
import type { ExaminationRecord } from '../../../../functions/core/domain/examination.ts';
import { failedRequestsOf } from '../../../../functions/core/domain/failed-requests.ts';
import { aDiagnosis, anIncident } from '../../../support/builders.ts';

const BEGAN = '2026-03-02T10:00:00.000Z';
const second = (n: number): number => Date.parse(BEGAN) / 1000 + n;

/** A diagnosis that saw checkout fail, with one value for each two seconds from `from` on. */
const saw = (from: number, values: readonly (number | null)[], service = 'checkout'): Diagnosis => {
  const examination: ExaminationRecord = {
    ...{ outcome: 'inconclusive', says: '', suspects: [], calls: [] },
    ...{ from: second(from), windowFrom: second(from), to: second(from + 2 * values.length), step: 2 },
    looked: [{ service, signal: 'errors_per_second', query: 'q', values }],
  };
  return { ...aDiagnosis(), examination };
};

const counted = (...diagnoses: Diagnosis[]) =>
  failedRequestsOf({ incident: anIncident({ service: 'checkout' }), diagnoses }, BEGAN);

describe('how many requests failed', () => {
  it('adds up what the series of the service show since the trouble began', () => {
    expect(counted(saw(-4, [9, 9, 9, 3, 5]))).toEqual({
      ...{ service: 'checkout', count: 16, from: BEGAN, until: '2026-03-02T10:00:04.000Z' },
    });
  });

  it('counts no moment twice that two diagnoses looked at', () => {
    expect(counted(saw(0, [0, 3, 5]), saw(0, [0, 3, 5, 1]))?.count).toBe(18);
  });

  it('counts nothing where there is a gap', () => {
    expect(counted(saw(0, [0, 3, null, 5]))?.count).toBe(16);
  });

  it.each([
    ['nothing was looked at', []],
    ['only others were looked at', [saw(0, [0, 3], 'payments')]],
    ['all of it was before', [saw(-8, [1, 1, 1])]],
  ])('claims nothing when %s', (_, diagnoses) => {
    expect(counted(...diagnoses)).toBeUndefined();
  });
});
