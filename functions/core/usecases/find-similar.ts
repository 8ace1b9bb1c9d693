import type { Diagnosis } from '../domain/diagnosis.ts';
import { isOver, type WholeIncident } from '../domain/incident.ts';
import { similarTo } from '../domain/similar.ts';
import type { SimilarIncident } from '../domain/similar-incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/** Incidents that are listed, and of these, that are read whole: each carries the series of its time. */
const LISTED = 20;
const READ = 5;

/** Looks through the newest incidents of the same service for those that looked alike. */
export const makeFindSimilar =
  ({ store }: { readonly store: Pick<IncidentStore, 'list' | 'readWhole'> }) =>
  async ({ incident, alerts }: WholeIncident, diagnosis: Diagnosis): Promise<readonly SimilarIncident[]> => {
    const { incidents } = await store.list({ service: incident.service, limit: LISTED });
    const over = incidents.filter(({ id, status }) => id !== incident.id && isOver(status)).slice(0, READ);
    const past = await Promise.all(over.map(({ id }) => store.readWhole(id)));
    return similarTo(
      { id: incident.id, alerts, diagnosis },
      past.filter((whole) => whole !== undefined),
    );
  };
