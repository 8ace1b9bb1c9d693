import { describe, expect, it } from 'vitest';
import type { WholeIncident } from '../../../../functions/core/domain/incident.ts';
import { nextRung, refutedIn } from '../../../../functions/core/domain/ladder.ts';
import type { Runbook } from '../../../../functions/core/domain/runbook.ts';
import { anAction, anIncident, aPlan, aVerification } from '../../../support/builders.ts';
import { aRunbook } from './candidates.ts';

const AT = { service: 'checkout', dependency: 'database' };
const one = aRunbook('database-timeout', []);
const ladder: Runbook = { ...one, ladder: [one.ladder[0], { ...one.ladder[0], id: 'stronger' }] };

const whole = (part: Partial<WholeIncident> = {}): WholeIncident => ({
  incident: anIncident({ status: 'diagnosing' }),
  alerts: [],
  diagnoses: [],
  approvals: [],
  plans: [],
  actions: [],
  verifications: [],
  timeline: [],
  ...part,
});

const tried = (count: number, outcome: 'ineffective' | 'worse' | 'inconclusive' = 'ineffective') =>
  whole({
    plans: Array.from({ length: count }, (_, i) =>
      aPlan({ digest: `d${i}`, rung: { id: `r${i}`, says: '', number: i + 1, of: 2 } }),
    ),
    actions: Array.from({ length: count }, (_, i) => anAction({ planDigest: `d${i}` })),
    verifications: [aVerification({ outcome })],
  });

describe('the next rung', () => {
  it('is the first while nothing was tried, and the one after the last that was', () => {
    expect(nextRung(ladder, AT, whole(), 3)).toMatchObject({ outcome: 'rung', number: 1 });
    expect(nextRung(ladder, AT, tried(1), 3)).toMatchObject({ outcome: 'rung', number: 2, rung: { id: 'stronger' } });
  });

  it('is none when the ladder ends', () => {
    expect(nextRung(ladder, AT, tried(2), 3)).toEqual({ outcome: 'exhausted' });
  });

  it('is the first again for a cause at another place', () => {
    expect(nextRung(ladder, { ...AT, service: 'orders' }, tried(1), 3)).toMatchObject({ number: 1 });
  });

  it('does not count a plan that nothing was done for', () => {
    expect(nextRung(ladder, AT, { ...tried(1), actions: [], verifications: [] }, 3)).toMatchObject({ number: 1 });
  });

  it.each([
    ['the last try made it worse', tried(1, 'worse'), 3, 'got_worse'],
    ['nobody can measure whether it helped', tried(1, 'inconclusive'), 3, 'recovery_unmeasured'],
    ['so many tries did not help', tried(1), 1, 'attempts_exhausted'],
  ] as const)('is not taken when %s', (_, met, tries, reason) => {
    expect(nextRung(ladder, AT, met, tries)).toMatchObject({ outcome: 'stop', reason });
  });
});

it('knows a cause as refuted only once the whole ladder was tried', () => {
  expect(refutedIn(whole())).toEqual(new Set());
});
