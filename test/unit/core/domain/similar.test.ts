import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../../../functions/core/domain/diagnosis.ts';
import type { IncidentId, WholeIncident } from '../../../../functions/core/domain/incident.ts';
import { similarTo } from '../../../../functions/core/domain/similar.ts';
import { aDiagnosis, aHypothesis, anAction, anAlert, anIncident, aVerification } from '../../../support/builders.ts';

const past = (id: IncidentId, part: Partial<WholeIncident> = {}, status: 'closed' | 'mitigating' = 'closed') => ({
  incident: anIncident({ id, status, closedAt: '2026-03-02T10:05:00.000Z', endedFor: 'recovery_measured' }),
  alerts: [anAlert()],
  diagnoses: [aDiagnosis()],
  plans: [],
  actions: [anAction({ result: 'done' })],
  approvals: [],
  verifications: [aVerification({ outcome: 'verified' })],
  timeline: [],
  ...part,
});

const now = (diagnosis: Diagnosis = aDiagnosis()) => ({
  id: 'INC-00000000000000000000000009' as const,
  alerts: [anAlert()],
  diagnosis,
});

describe('similar past incidents', () => {
  it('are told with their cause, what was done and whether it was measured to help', () => {
    const [first] = similarTo(now(), [past('INC-00000000000000000000000001')]);

    expect(first).toMatchObject({
      id: 'INC-00000000000000000000000001',
      likeness: 1,
      cause: 'database-timeout at checkout/database',
      outcome: 'verified',
      endedFor: 'recovery_measured',
    });
    expect(first?.did).toHaveLength(1);
  });

  it('come with the most alike first, and not at all when little is the same', () => {
    const other = aHypothesis({ weighed: [] });
    const little = past('INC-00000000000000000000000002', {
      alerts: [anAlert({ name: 'DiskFull', service: 'orders' })],
      diagnoses: [aDiagnosis(other)],
    });
    const half = past('INC-00000000000000000000000003', { diagnoses: [aDiagnosis(other)] });

    const found = similarTo(now(), [little, half, past('INC-00000000000000000000000001')]);

    expect(found.map(({ id }) => id)).toEqual(['INC-00000000000000000000000001', 'INC-00000000000000000000000003']);
  });

  it('are not itself, nor one that is still under way', () => {
    const found = similarTo(now(), [past(now().id), past('INC-00000000000000000000000004', {}, 'mitigating')]);

    expect(found).toEqual([]);
  });

  it('say when no recovery was measured', () => {
    const [first] = similarTo(now(), [past('INC-00000000000000000000000005', { verifications: [], actions: [] })]);

    expect(first).toMatchObject({ outcome: 'not_measured', did: [] });
  });
});
