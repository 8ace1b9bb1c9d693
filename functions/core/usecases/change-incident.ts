import type { IncidentChange } from '../domain/change.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { IncidentStatus } from '../domain/transitions.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/** A neighbour that writes at the same moment costs one more round; this many in a row is a fault. */
const ROUNDS = 10;

/** The incident if this attempt may still work on it: its own, and in one of the expected statuses. */
export const expected = (
  incident: Incident | undefined,
  attempt: number,
  statuses: readonly IncidentStatus[],
): Incident | undefined =>
  incident !== undefined && incident.attempt === attempt && statuses.includes(incident.status) ? incident : undefined;

/**
 * Reads, decides and writes until the write meets the record that the decision rests on.
 * Answers the incident after the change, or undefined when `decide` saw nothing to do.
 */
export const makeChangeIncident =
  (store: IncidentStore) =>
  async (
    id: IncidentId,
    decide: (incident: Incident | undefined) => IncidentChange | undefined,
  ): Promise<Incident | undefined> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await store.read(id);
      const change = decide(before);
      if (change === undefined || before === undefined) return undefined;
      const written = await store.commit(before, change);
      if (written.outcome === 'written') return written.incident;
    }
    throw new DependencyUnavailable('incident store', `${id} kept changing through ${ROUNDS} rounds`);
  };

export type ChangeIncident = ReturnType<typeof makeChangeIncident>;
