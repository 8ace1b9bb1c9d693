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
  partly: z.string().optional(),
});

const LogChangeShape = z.object({ template: z.string(), now: z.number(), normally: z.number() });

const LogComparisonShape = z.object({
  lines: z.number(),
  appeared: z.array(LogChangeShape),
  vanished: z.array(LogChangeShape),
  errorsPerMinute: z.number(),
  errorsPerMinuteNormally: z.number(),
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
  logs: z
    .array(
      z.object({
        service: z.string(),
        query: z.string(),
        found: LogComparisonShape.optional(),
        missing: z.string().optional(),
      }),
    )
    .optional(),
  graphMissing: z.string().optional(),
  changesMissing: z.array(z.string()).optional(),
}) satisfies z.ZodType<ExaminationRecord>;
