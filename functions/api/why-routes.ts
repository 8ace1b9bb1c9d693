import { whyOf } from '../core/domain/why.ts';
import type { IncidentStore } from '../core/ports/incident-store.ts';
import { json } from '../runtime/http.ts';
import { onIncident } from './on-incident.ts';
import type { Route } from './router.ts';

/** Why an incident is, or is not, acted upon by itself, and what would have to change. */
export const whyRoutes = ({ readWhole }: Pick<IncidentStore, 'readWhole'>): readonly Route[] => [
  {
    method: 'GET',
    path: '/incidents/{id}/why',
    role: 'viewer',
    answer: onIncident(async (id) => {
      const whole = await readWhole(id);
      return whole && json(200, whyOf(whole));
    }),
  },
];
