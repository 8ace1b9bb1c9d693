import * as z from 'zod';
import type { ExaminationRecord } from '../domain/examination.ts';
import { CHANGE_KINDS } from '../domain/reported-change.ts';

const LookedAtShape = z.object({
  service: z.string(),
  signal: z.string(),
  query: z.string(),
  values: z.array(z.number().nullable()).optional(),
  value: z.number().optional(),
  normally: z.number().optional(),
  score: z.number().optional(),
  exhaustedInSeconds: z.number().optional(),
  missing: z.string().optional(),
});

/** What the engine looked at and what it made of it, as it is stored and shown. */
export const ExaminationShape = z.object({
  outcome: z.enum(['explained', 'inconclusive']),
  says: z.string(),
  suspects: z.array(
    z.object({
      service: z.string(),
      signal: z.string(),
      confidence: z.number(),
      share: z.number().optional(),
      added: z.string().optional(),
      facts: z.array(z.string()),
    }),
  ),
  onset: z.object({ after: z.string(), by: z.string(), service: z.string(), signal: z.string() }).optional(),
  service: z.string().optional(),
  calls: z.array(z.tuple([z.string(), z.string()])),
  from: z.number(),
  windowFrom: z.number(),
  to: z.number(),
  step: z.number(),
  looked: z.array(LookedAtShape),
  troubled: z.array(z.object({ from: z.number(), to: z.number() })).optional(),
  changes: z
    .array(
      z.object({
        change: z.object({
          id: z.string(),
          service: z.string(),
          at: z.number(),
          kind: z.enum(CHANGE_KINDS),
          summary: z.string(),
          source: z.string(),
        }),
        suspect: z.boolean(),
        because: z.array(z.string()),
      }),
    )
    .optional(),
  graphMissing: z.string().optional(),
  changesMissing: z.array(z.string()).optional(),
}) satisfies z.ZodType<ExaminationRecord>;
