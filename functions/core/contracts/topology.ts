import * as z from 'zod';
import { DEPENDENCY_KINDS } from '../domain/service-policy.ts';

/** GET /topology: the services of the policy, what may be done to each, and what of each can be measured. */
export const TopologyView = z.object({
  policyDigest: z.string(),
  services: z.array(
    z.object({
      service: z.string(),
      mode: z.enum(['observe', 'approve', 'auto']),
      calls: z.array(z.string()),
      /** What a cause may sit in. */
      kinds: z.array(z.enum(DEPENDENCY_KINDS)),
      /** Names of its series, for GET /measurements. */
      signals: z.array(z.string()),
    }),
  ),
});
export type TopologyView = z.infer<typeof TopologyView>;
