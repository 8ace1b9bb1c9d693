import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOver, type WholeIncident } from '../../../../functions/core/domain/incident.ts';
import { fateOf, isForgotten } from '../../../../functions/core/domain/lost-work.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { INCIDENT_STATUSES } from '../../../../functions/core/domain/transitions.ts';
import { anAction, anIncident } from '../../../support/builders.ts';

const NOW = '2026-03-02T11:00:00.000Z';
const STATES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE', 'MISSING'] as const;

const whole = (incident = anIncident(), actions: WholeIncident['actions'] = []): WholeIncident => ({
  ...{ incident, actions, alerts: [], diagnoses: [], plans: [], approvals: [], verifications: [], timeline: [] },
});

const Case = fc.record({
  status: fc.constantFrom(...INCIDENT_STATUSES),
  state: fc.constantFrom(...STATES),
  attempt: fc.integer({ min: 1, max: 5 }),
  age: fc.integer({ min: 0, max: 600 }),
  acted: fc.constantFrom('no', 'leased', 'lost', 'done'),
  readable: fc.boolean(),
  source: fc.constantFrom('alertmanager', 'selfright'),
});

const actionsOf = (acted: string): WholeIncident['actions'] => {
  if (acted === 'no') return [];
  const leaseUntil = plusSeconds(NOW, acted === 'leased' ? 10 : -10);
  return [anAction({ result: acted === 'done' ? 'done' : 'started', leaseUntil })];
};

describe('an incident that nobody may be at work on', () => {
  it('is left alone while it is over, runs, is leased or was just touched; everything else is righted', () => {
    fc.assert(
      fc.property(Case, ({ status, state, attempt, age, acted, readable, source }) => {
        const incident = anIncident({ status, attempt, source, updatedAt: plusSeconds(NOW, -age) });
        const parts = readable ? whole(incident, actionsOf(acted)) : undefined;

        const { fate } = fateOf(incident, parts, state, NOW);

        const leased = readable && acted === 'leased';
        const inHand = isOver(status) || state === 'RUNNING' || state === 'PENDING_REDRIVE' || age < 60 || leased;
        expect(fate === 'worked_on').toBe(inHand);
        if (fate === 'restarted' || fate === 'started') {
          // What has changed anything, or was stopped on purpose, never begins anew by itself.
          expect([readable, acted, source]).toEqual([true, 'no', 'alertmanager']);
          expect(['open', 'diagnosing']).toContain(status);
          expect(state).not.toBe('ABORTED');
        }
        if (fate === 'restarted') expect(attempt).toBeLessThan(3);
        if (fate === 'closed') expect(status).toBe('resolved');
      }),
    );
  });

  it('goes to people with its own reason when it is about ourselves', () => {
    const incident = anIncident({ source: 'selfright', openedFor: 'heartbeat_silent' });

    expect(fateOf(incident, whole(incident), 'MISSING', NOW)).toEqual({
      fate: 'escalated',
      reason: 'heartbeat_silent',
    });
  });

  it('is forgotten only if the watch would not have left it alone, and never within its next round', () => {
    fc.assert(
      fc.property(Case, ({ status, state, age, acted }) => {
        const incident = anIncident({ status, updatedAt: plusSeconds(NOW, -age) });
        const parts = whole(incident, actionsOf(acted));

        const forgotten = isForgotten(parts, state, NOW);

        if (forgotten) expect(fateOf(incident, parts, state, NOW).fate).not.toBe('worked_on');
        if (forgotten) expect(age).toBeGreaterThanOrEqual(180);
      }),
    );
  });
});
