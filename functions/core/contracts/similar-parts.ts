import * as z from 'zod';
import type { SimilarIncident } from '../domain/similar-incident.ts';
import { IncidentIdText, ReasonText } from './incident-parts.ts';

/** A past incident that looked alike, as it is stored and shown. */
export const SimilarShape = z.object({
  id: IncidentIdText,
  title: z.string(),
  openedAt: z.string(),
  likeness: z.number(),
  shared: z.array(z.string()),
  cause: z.string().optional(),
  did: z.array(z.string()),
  outcome: z.enum(['verified', 'ineffective', 'worse', 'inconclusive', 'not_measured']),
  endedFor: ReasonText.optional(),
  tookSeconds: z.number().optional(),
}) satisfies z.ZodType<SimilarIncident>;
