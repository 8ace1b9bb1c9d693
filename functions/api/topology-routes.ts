import type { TopologyView } from '../core/contracts/topology.ts';
import type { Policy } from '../core/domain/policy.ts';
import { planSeries } from '../core/domain/series-plan.ts';
import { DEPENDENCY_KINDS } from '../core/domain/service-policy.ts';
import type { PolicySource } from '../core/ports/policy-source.ts';
import { json } from '../runtime/http.ts';
import type { Route } from './router.ts';

const topologyOf = (policy: Policy): TopologyView => ({
  policyDigest: policy.digest,
  services: Object.entries(policy.services).map(([service, facts]) => ({
    service,
    mode: facts.mode,
    calls: [...facts.calls],
    kinds: DEPENDENCY_KINDS.filter((kind) => facts[kind] !== undefined),
    signals: planSeries(policy, [service]).map(({ signal }) => signal),
  })),
});

/** Which services there are, who calls whom, and what may be done to each. */
export const topologyRoutes = (policies: PolicySource): readonly Route[] => [
  {
    method: 'GET',
    path: '/topology',
    role: 'viewer',
    answer: async () => json(200, topologyOf(await policies.current())),
  },
];
