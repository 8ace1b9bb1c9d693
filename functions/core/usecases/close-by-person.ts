import type { Incident, IncidentId } from '../domain/incident.ts';
import { instant } from '../domain/time.ts';
import type { IncidentStatus } from '../domain/transitions.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { makeChangeIncident } from './change-incident.ts';

export interface CloseByPersonDeps {
  readonly store: IncidentStore;
  readonly clock: Clock;
}

export type ClosedByPerson =
  | { readonly outcome: 'closed'; readonly incident: Incident }
  | { readonly outcome: 'unknown' }
  /** Only what was handed to people is theirs to close. */
  | { readonly outcome: 'not_escalated'; readonly status: IncidentStatus };

/** A person ends what was handed over, and says why. */
export const makeCloseByPerson = ({ store, clock }: CloseByPersonDeps) => {
  const change = makeChangeIncident(store);
  return async (id: IncidentId, subject: string, comment: string): Promise<ClosedByPerson> => {
    let met: Incident | undefined;
    const incident = await change(id, (current) => {
      met = current;
      if (current?.status !== 'escalated') return undefined;
      return {
        to: 'closed',
        entries: [
          {
            kind: 'incident.closed',
            actor: `person:${subject}`,
            reason: 'closed_by_person',
            text: `Closed by ${subject}: ${comment}`,
            data: { comment },
          },
        ],
        facts: { closedAt: instant(clock()), endedFor: 'closed_by_person' },
      };
    });
    if (incident !== undefined) return { outcome: 'closed', incident };
    return met === undefined ? { outcome: 'unknown' } : { outcome: 'not_escalated', status: met.status };
  };
};

export type CloseByPerson = ReturnType<typeof makeCloseByPerson>;
