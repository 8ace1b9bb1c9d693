import * as z from 'zod';
import type { Postmortem } from '../domain/postmortem.ts';
import { INCIDENT_STATUSES } from '../domain/transitions.ts';
import { IncidentIdText, ReasonText, TimelineEntryShape } from './incident-parts.ts';

/** Query of GET /incidents/{id}/postmortem. */
export const PostmortemQuery = z.object({ format: z.enum(['json', 'markdown']).default('json') });

const Similar = z.object({
  id: IncidentIdText,
  title: z.string(),
  openedAt: z.string(),
  status: z.enum(INCIDENT_STATUSES),
  endedFor: ReasonText.optional(),
});

const Clarified = z.object({
  says: z.string(),
  verdict: z.enum(['for', 'against', 'missing']),
  limit: z.string(),
  query: z.string(),
  at: z.string(),
  value: z.number().optional(),
  missing: z.string().optional(),
});

/** GET /incidents/{id}/postmortem */
export const PostmortemView = z.object({
  id: IncidentIdText,
  title: z.string(),
  severity: z.string(),
  service: z.string().optional(),
  status: z.enum(INCIDENT_STATUSES),
  endedFor: ReasonText.optional(),
  summary: z.string(),
  impact: z.object({
    from: z.string(),
    to: z.string().optional(),
    seconds: z.number().optional(),
    failedRequests: z.object({ service: z.string(), count: z.int(), from: z.string(), until: z.string() }).optional(),
    alerts: z.array(z.object({ name: z.string(), service: z.string().optional(), count: z.int() })),
  }),
  cause: z.object({
    outcome: z.enum(['explained', 'inconclusive', 'not_diagnosed']),
    text: z.string(),
    evidence: z.array(Clarified),
  }),
  actions: z.array(
    z.object({
      at: z.string(),
      step: z.string(),
      target: z.string(),
      result: z.string(),
      error: z.string().optional(),
    }),
  ),
  measurements: z.array(
    z.object({
      at: z.string(),
      outcome: z.string(),
      says: z.string(),
      limit: z.string(),
      newest: z.number().optional(),
      heldSeconds: z.number(),
    }),
  ),
  refused: z.array(z.object({ at: z.string(), reason: ReasonText.optional(), text: z.string() })),
  timeline: z.array(TimelineEntryShape.pick({ seq: true, at: true, actor: true, kind: true, text: true })),
  similar: z.array(Similar),
  openQuestions: z.array(z.string()),
}) satisfies z.ZodType<Postmortem>;
