import * as z from 'zod';
import type { RankedCause } from '../domain/ranking.ts';

const Cited = z.object({
  says: z.string(),
  query: z.string(),
  value: z.number().optional(),
  normally: z.number().optional(),
  limit: z.string().optional(),
  from: z.string(),
  to: z.string(),
});

/** One place in the ranking of causes, as the API shows it. */
export const RankedCauseShape = z.object({
  service: z.string(),
  dependency: z.string().optional(),
  signal: z.string().optional(),
  cause: z.string(),
  fault: z.string().optional(),
  confidence: z.number(),
  share: z.number().optional(),
  added: z.string().optional(),
  evidence: z.object({ for: z.array(Cited), against: z.array(Cited) }),
}) satisfies z.ZodType<RankedCause>;
