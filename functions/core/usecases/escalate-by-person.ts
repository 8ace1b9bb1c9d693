import type { Incident, IncidentId } from '../domain/incident.ts';
import type { IncidentStatus } from '../domain/transitions.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { AddNote } from './add-note.ts';
import type { EscalateIncident } from './escalate-incident.ts';

export interface EscalateByPersonDeps {
  readonly store: Pick<IncidentStore, 'read'>;
  readonly escalate: EscalateIncident;
  readonly note: AddNote;
}

export type EscalatedByPerson =
  | { readonly outcome: 'escalated'; readonly incident: Incident }
  | { readonly outcome: 'unknown' }
  /** It was handed over already, is over, or changed hands in this very moment. */
  | { readonly outcome: 'not_open'; readonly status: IncidentStatus };

/** A person takes an incident out of the machine's hands: from here on it is people's. */
export const makeEscalateByPerson =
  ({ store, escalate, note }: EscalateByPersonDeps) =>
  async (id: IncidentId, subject: string, comment: string): Promise<EscalatedByPerson> => {
    const before = await store.read(id);
    if (before === undefined) return { outcome: 'unknown' };
    const { status, attempt } = before;
    if (status === 'escalated' || status === 'closed') return { outcome: 'not_open', status };
    await note(id, { subject, text: comment });
    const outcome = await escalate(id, attempt, 'escalated_by_person', `person:${subject}`);
    const incident = (await store.read(id)) ?? before;
    return outcome === 'escalated' ? { outcome, incident } : { outcome: 'not_open', status: incident.status };
  };

export type EscalateByPerson = ReturnType<typeof makeEscalateByPerson>;
