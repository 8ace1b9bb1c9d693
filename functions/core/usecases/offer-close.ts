import { DependencyUnavailable } from '../domain/errors.ts';
import type { IncidentId, WholeIncident } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/** Somebody ended an incident's mirror elsewhere. */
export interface EndedElsewhere {
  readonly subject: string;
  readonly via: string;
  /** What it is called there, such as a ticket's key. */
  readonly what: string;
}

/** The machine is done with it, or nobody has it in their hands: then there is nothing that a person could close. */
const isTheirs = ({ incident }: WholeIncident): boolean => incident.status === 'escalated';

/** Offered since people got it, and nobody took it up. */
const isOffered = ({ timeline }: WholeIncident): boolean => {
  const handed = timeline.findLast(({ kind }) => kind === 'incident.escalated')?.seq ?? 0;
  return timeline.some(({ kind, seq }) => kind === 'close.offered' && seq > handed);
};

const ROUNDS = 10;

/**
 * What was closed elsewhere is offered to be closed here, once: whoever may close it does so, and says how it ended. An incident
 * that the machine is at work on ends by what is measured, whatever somebody does to its mirror.
 */
export const makeOfferClose =
  (store: Pick<IncidentStore, 'readWhole' | 'commit'>) =>
  async (
    id: IncidentId,
    { subject, via, what }: EndedElsewhere,
  ): Promise<'offered' | 'known' | 'not_theirs' | 'unknown'> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await store.readWhole(id);
      if (whole === undefined) return 'unknown';
      if (!isTheirs(whole)) return 'not_theirs';
      if (isOffered(whole)) return 'known';
      const written = await store.commit(whole.incident, {
        entries: [
          {
            kind: 'close.offered',
            actor: `person:${subject}`,
            text: `${subject} closed ${what} in ${via}. The incident is still open here: close it in the console, and say how it ended.`,
            data: { via, what },
          },
        ],
      });
      if (written.outcome === 'written') return 'offered';
    }
    throw new DependencyUnavailable('incident store', `${id} kept changing through ${ROUNDS} rounds`);
  };

export type OfferClose = ReturnType<typeof makeOfferClose>;
