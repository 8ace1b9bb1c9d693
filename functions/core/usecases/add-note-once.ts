import { DependencyUnavailable } from '../domain/errors.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/** What somebody wrote in another system, and what it is called there. */
export interface ForeignNote {
  readonly subject: string;
  readonly text: string;
  readonly via: string;
  /** Tells it from every other one of that system. */
  readonly key: string;
}

const ROUNDS = 10;

/** Keeps what was written elsewhere as a note, once, however often it is told. It decides nothing. */
export const makeAddNoteOnce =
  (store: Pick<IncidentStore, 'readWhole' | 'commit'>) =>
  async (id: IncidentId, { subject, text, via, key }: ForeignNote): Promise<'noted' | 'known' | 'unknown'> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await store.readWhole(id);
      if (whole === undefined) return 'unknown';
      if (whole.timeline.some(({ data }) => data['via'] === via && data['key'] === key)) return 'known';
      const written = await store.commit(whole.incident, {
        entries: [
          {
            kind: 'note.added',
            actor: `person:${subject}`,
            text: `${subject} noted in ${via}: ${text}`,
            data: { text, via, key },
          },
        ],
      });
      if (written.outcome === 'written') return 'noted';
    }
    throw new DependencyUnavailable('incident store', `${id} kept changing through ${ROUNDS} rounds`);
  };

export type AddNoteOnce = ReturnType<typeof makeAddNoteOnce>;
