import { OverviewQuery } from '../core/contracts/api.ts';
import { engagedFor, GLOBAL_BRAKE } from '../core/domain/brake.ts';
import type { Brakes } from '../core/ports/brakes.ts';
import type { IncidentStore } from '../core/ports/incident-store.ts';
import { json } from '../runtime/http.ts';
import { readQuery } from './read-request.ts';
import type { Route } from './router.ts';

export interface OverviewRouteDeps {
  readonly incidents: Pick<IncidentStore, 'list'>;
  readonly brakes: Pick<Brakes, 'all'>;
}

/** All that the console's first page shows, in one answer: a second request at once would be a second cold start. */
export const overviewRoutes = ({ incidents, brakes }: OverviewRouteDeps): readonly Route[] => [
  {
    method: 'GET',
    path: '/overview',
    role: 'viewer',
    answer: async (call, { subject, role }) => {
      const query = readQuery(OverviewQuery, call);
      if (!query.ok) return query.answer;
      const [listed, all] = await Promise.all([incidents.list(query.value), brakes.all()]);
      const brake = { engaged: engagedFor(all, GLOBAL_BRAKE) !== undefined, brakes: all };
      return json(200, { ...listed, me: { subject, role }, brake });
    },
  },
];
