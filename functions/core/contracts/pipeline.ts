import * as z from 'zod';
import type { HeartbeatState, PipelineHealth, RoundState } from '../domain/pipeline.ts';
import { QUARANTINE_REASONS, type QuarantineCount } from '../domain/quarantine.ts';

const RoundShape = z.object({
  startedAt: z.string(),
  endedAt: z.string().optional(),
  failed: z.array(z.string()),
  reconciled: z.object({ listed: z.int(), missed: z.int(), gone: z.int(), unanswered: z.array(z.string()) }).optional(),
  deadLetters: z.record(z.string(), z.int()).optional(),
  stuck: z.int().optional(),
  behind: z.int().optional(),
}) satisfies z.ZodType<RoundState>;

const HeartbeatShape = z.object({
  source: z.string(),
  name: z.string(),
  at: z.string(),
  silent: z.boolean(),
}) satisfies z.ZodType<HeartbeatState>;

export const QuarantineCountShape = z.object({
  source: z.string(),
  reason: z.enum(QUARANTINE_REASONS),
  count: z.int(),
  since: z.string(),
}) satisfies z.ZodType<QuarantineCount>;

/** GET /pipeline: how the way is on which alerts come to us. */
export const PipelineView = z.object({
  at: z.string(),
  queue: z.object({ waiting: z.int(), underWay: z.int() }),
  round: RoundShape.optional(),
  drill: z.object({ sentAt: z.string(), latency: z.number().optional() }).optional(),
  heartbeats: z.array(HeartbeatShape),
  quarantine: z.array(QuarantineCountShape),
}) satisfies z.ZodType<PipelineHealth>;
export type PipelineView = z.infer<typeof PipelineView>;

const Parts = z.object({
  reconcile: z
    .object({ listed: z.int(), missed: z.int(), gone: z.int(), unanswered: z.array(z.string()) })
    .optional()
    .catch(undefined),
  deadLetters: z
    .object({ counts: z.record(z.string(), z.int()), stuck: z.int() })
    .optional()
    .catch(undefined),
  outbox: z.object({ behind: z.int() }).optional().catch(undefined),
});

/** The note of the watch's rounds, as far as it tells of the pipeline. */
export const RoundStateOfNote = z
  .object({
    startedAt: z.string(),
    failed: z.array(z.string()).default([]),
    found: z.object({ at: z.string(), parts: Parts }).optional(),
  })
  .transform(
    ({ startedAt, failed, found }): RoundState => ({
      startedAt,
      endedAt: found?.at,
      failed,
      reconciled: found?.parts.reconcile,
      deadLetters: found?.parts.deadLetters?.counts,
      stuck: found?.parts.deadLetters?.stuck,
      behind: found?.parts.outbox?.behind,
    }),
  );
