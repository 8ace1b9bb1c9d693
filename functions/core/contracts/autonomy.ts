import * as z from 'zod';
import type { Autonomy } from '../domain/autonomy.ts';

const count = z.int().min(0);

const AutonomyShape = z.object({
  fault: z.string(),
  service: z.string(),
  proposals: count,
  agreed: count,
  refused: count,
  tried: count,
  verified: count,
  ineffective: count,
  worse: count,
  inconclusive: count,
  failed: count,
  rolledBack: count,
  falseFixes: count,
  endedOtherwise: count,
  wentOn: count,
  atLeast: z.number(),
  earned: z.boolean(),
  because: z.string(),
}) satisfies z.ZodType<Autonomy>;

/** Query of GET /autonomy. */
export const AutonomyQuery = z.object({ days: z.coerce.number().int().min(1).max(365).default(90) });

/** GET /autonomy: how each runbook did at each service, with the mode that it has there now. */
export const AutonomyView = z.object({
  since: z.string(),
  incidents: count,
  cut: z.boolean(),
  runbooks: z.array(AutonomyShape.extend({ mode: z.enum(['observe', 'approve', 'auto']) })),
});
export type AutonomyView = z.infer<typeof AutonomyView>;
