import type { Incident } from '../domain/incident.ts';
import { type Storm, type StormPolicy, stormOf } from '../domain/storm.ts';
import { plusSeconds } from '../domain/time.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/** A storm that lasts longer is told in another message. */
const LONGEST_SECONDS = 3_600;
const MOST = 100;

export interface FindStormDeps {
  readonly store: Pick<IncidentStore, 'list'>;
  readonly policy: StormPolicy;
  /** Whether an incident is told where this one is: what nobody sees there makes no storm there. */
  readonly isToldBeside: (one: Incident, other: Incident) => boolean;
}

/** The storm that an incident opened in, as whoever reads one channel would see it. */
export const makeFindStorm =
  ({ store, policy, isToldBeside }: FindStormDeps) =>
  async (incident: Incident): Promise<Storm | undefined> => {
    const openedSince = plusSeconds(incident.openedAt, -LONGEST_SECONDS);
    const { incidents } = await store.list({ openedSince, limit: MOST });
    const around = incidents.filter((one) => one.id === incident.id || isToldBeside(incident, one));
    return stormOf(incident.id, around, policy);
  };

export type FindStorm = ReturnType<typeof makeFindStorm>;
