import type { IncidentId } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { CountIncident } from './count-incident.ts';
import { eachAlone } from './each-alone.ts';

export interface SweepTalliesDeps {
  readonly store: Pick<IncidentStore, 'list'>;
  readonly count: CountIncident;
}

/** Older ones were swept in the rounds before. */
const NEWEST = 50;

/** Counts what the stream told of in vain: an incident's last entry is followed by none that would make up for it. */
export const makeSweepTallies =
  ({ store, count }: SweepTalliesDeps) =>
  async (): Promise<{ readonly contended: readonly IncidentId[] }> => {
    const { incidents } = await store.list({ limit: NEWEST });
    const contended: IncidentId[] = [];
    await eachAlone(
      incidents.map(async ({ id, seq }) => {
        if ((await count(id, seq)) === 'contended') contended.push(id);
      }),
    );
    return { contended };
  };
