import type { DryRuns } from '../core/ports/dry-runs.ts';
import { json } from '../runtime/http.ts';
import { onIncident } from './on-incident.ts';
import type { Route } from './router.ts';

/** What would be done, were the incident planned now. */
export const planRoutes = (dryRuns: DryRuns): readonly Route[] => [
  {
    method: 'GET',
    path: '/incidents/{id}/plan',
    role: 'viewer',
    answer: onIncident(async (id) => {
      const dryRun = await dryRuns.of(id);
      return dryRun && json(200, dryRun);
    }),
  },
];
