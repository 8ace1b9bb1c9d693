import type { IncidentId } from '../domain/incident.ts';
import { type Postmortem, postmortemOf } from '../domain/postmortem.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/** How many earlier incidents of the service are named. */
const SIMILAR = 10;

/** Writes the postmortem of an incident from its record alone; undefined when there is none of that id. */
export const makeWritePostmortem =
  (store: Pick<IncidentStore, 'list' | 'readWhole'>) =>
  async (id: IncidentId): Promise<Postmortem | undefined> => {
    const whole = await store.readWhole(id);
    if (whole === undefined) return undefined;
    const { service } = whole.incident;
    const { incidents } = service === undefined ? { incidents: [] } : await store.list({ service, limit: SIMILAR + 1 });
    return postmortemOf(
      whole,
      incidents.filter((other) => other.id < id),
    );
  };

export type WritePostmortem = ReturnType<typeof makeWritePostmortem>;
