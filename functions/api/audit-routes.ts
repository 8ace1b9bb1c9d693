import { IncidentIdText } from '../core/contracts/incident-parts.ts';
import { audit } from '../core/domain/audit.ts';
import type { Digest } from '../core/domain/timeline.ts';
import type { IncidentStore } from '../core/ports/incident-store.ts';
import { json, problem } from '../runtime/http.ts';
import type { Route } from './router.ts';

/** Whether the timeline that the API tells is as it was written; anchors are for whoever audits from outside. */
export const auditRoutes = (incidents: Pick<IncidentStore, 'readWhole'>, digest: Digest): readonly Route[] => [
  {
    method: 'GET',
    path: '/incidents/{id}/audit',
    role: 'viewer',
    answer: async ({ params: { id = '' } }) => {
      const known = IncidentIdText.safeParse(id).data;
      const whole = known && (await incidents.readWhole(known));
      if (whole === undefined) return problem(404, { detail: `no incident ${id.slice(0, 64)}` });
      const { entries, breach } = audit(whole, [], digest);
      return json(200, { entries, breach });
    },
  },
];
