import type { Incident, IncidentId } from '../domain/incident.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { makeChangeIncident } from './change-incident.ts';

export interface AcknowledgeDeps {
  readonly store: IncidentStore;
  readonly clock: Clock;
}

export type Acknowledged =
  | { readonly outcome: 'acknowledged'; readonly incident: Incident }
  /** Somebody was quicker; who that was stays. */
  | { readonly outcome: 'known'; readonly incident: Incident }
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'unknown' };

/** A person says that they are at it: from then on nobody else is called. The first one counts. */
export const makeAcknowledgeIncident = ({ store, clock }: AcknowledgeDeps) => {
  const change = makeChangeIncident(store);
  return async (id: IncidentId, subject: string, comment?: string): Promise<Acknowledged> => {
    let met: Incident | undefined;
    const incident = await change(id, (current) => {
      met = current;
      if (current === undefined || current.status === 'closed' || current.acknowledgedAt !== undefined)
        return undefined;
      const said = comment === undefined ? '' : `: ${comment}`;
      return {
        entries: [
          {
            kind: 'incident.acknowledged',
            actor: `person:${subject}`,
            text: `${subject} is at it${said}`,
            ...(comment !== undefined && { data: { comment } }),
          },
        ],
        facts: { acknowledgedAt: instant(clock()), acknowledgedBy: subject },
      };
    });
    if (incident !== undefined) return { outcome: 'acknowledged', incident };
    if (met === undefined) return { outcome: 'unknown' };
    return met.status === 'closed' ? { outcome: 'closed' } : { outcome: 'known', incident: met };
  };
};

export type AcknowledgeIncident = ReturnType<typeof makeAcknowledgeIncident>;
