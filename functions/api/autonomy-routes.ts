import { AutonomyQuery, type AutonomyView } from '../core/contracts/autonomy.ts';
import { strictestMode } from '../core/domain/policy.ts';
import type { PolicySource } from '../core/ports/policy-source.ts';
import type { WeighAutonomy } from '../core/usecases/weigh-autonomy.ts';
import { json } from '../runtime/http.ts';
import { readQuery } from './read-request.ts';
import type { Route } from './router.ts';

/** How each runbook did at each service, and which has earned to run by itself. */
export const autonomyRoutes = (weigh: WeighAutonomy, policies: PolicySource): readonly Route[] => [
  {
    method: 'GET',
    path: '/autonomy',
    role: 'viewer',
    answer: async (call) => {
      const query = readQuery(AutonomyQuery, call);
      if (!query.ok) return query.answer;
      const [weighed, policy] = await Promise.all([weigh(query.value.days), policies.current()]);
      const runbooks = weighed.runbooks.map((one) => ({ ...one, mode: strictestMode(policy, one) }));
      return json(200, { ...weighed, runbooks } satisfies AutonomyView);
    },
  },
];
