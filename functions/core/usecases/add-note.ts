import type { Incident, IncidentId } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { makeChangeIncident } from './change-incident.ts';

export interface AddNoteDeps {
  readonly store: IncidentStore;
}

/** What a person wants to be remembered, and where they said it. */
export interface Note {
  readonly subject: string;
  readonly text: string;
  /** Whether the newest plan was what it took. */
  readonly plan?: 'right' | 'wrong' | undefined;
  /** The system in which it was written. @default ours */
  readonly via?: string | undefined;
}

export type Noted = { readonly outcome: 'noted'; readonly incident: Incident } | { readonly outcome: 'unknown' };

/** Keeps what a person says with the incident, at any time, also after its end. It decides nothing. */
export const makeAddNote = ({ store }: AddNoteDeps) => {
  const change = makeChangeIncident(store);
  return async (id: IncidentId, { subject, text, plan, via }: Note): Promise<Noted> => {
    const incident = await change(
      id,
      (current) =>
        current && {
          entries: [
            {
              kind: 'note.added',
              actor: `person:${subject}`,
              text: `${subject} noted${via === undefined ? '' : ` in ${via}`}: ${text}`,
              data: { text, ...(plan !== undefined && { plan }), ...(via !== undefined && { via }) },
            },
          ],
        },
    );
    return incident === undefined ? { outcome: 'unknown' } : { outcome: 'noted', incident };
  };
};

export type AddNote = ReturnType<typeof makeAddNote>;
