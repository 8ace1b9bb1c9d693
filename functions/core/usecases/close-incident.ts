import type { IncidentId } from '../domain/incident.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { expected, makeChangeIncident } from './change-incident.ts';

export interface CloseDeps {
  readonly store: IncidentStore;
  readonly clock: Clock;
}

const ACTOR = 'close';

/** Closes what was measured to have recovered, or what was only to be observed. Safe to repeat. */
export const makeCloseIncident = ({ store, clock }: CloseDeps) => {
  const change = makeChangeIncident(store);
  return async (id: IncidentId, attempt: number): Promise<'closed' | 'superseded'> => {
    const closed = await change(id, (incident) => {
      const ours = expected(incident, attempt, ['resolved', 'diagnosing']);
      if (ours === undefined) return undefined;
      const observed = ours.status === 'diagnosing';
      const reason = observed ? 'mode_observe' : 'recovery_measured';
      const text = observed
        ? 'Closed: this service is only observed, nothing was done.'
        : 'Closed: the recovery was measured.';
      return {
        to: 'closed',
        entries: [{ kind: 'incident.closed', actor: ACTOR, reason, text }],
        facts: { closedAt: instant(clock()), endedFor: reason, locks: [] },
      };
    });
    if (closed !== undefined) return 'closed';
    return expected(await store.read(id), attempt, ['closed']) ? 'closed' : 'superseded';
  };
};
