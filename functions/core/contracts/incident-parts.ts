import * as z from 'zod';
import type { ActionRecord } from '../domain/action.ts';
import type { Alert } from '../domain/alert.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { REASONS } from '../domain/reason.ts';
import { TIMELINE_KINDS, type TimelineEntry } from '../domain/timeline.ts';
import { INCIDENT_STATUSES } from '../domain/transitions.ts';
import { shapeOf } from './shape-of.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any JSON as `JSON.parse` gave it; walking it through zod would lose a member named `__proto__`. */
export const AnyJson = z.custom<Json>((value) => value !== undefined);
export const AnyJsonObject = z.custom<JsonObject>(isObject, 'expected an object');

/** Names to texts; `z.record` would lose a label named `__proto__`. */
export const Texts = z.custom<Readonly<Record<string, string>>>(
  (value) => isObject(value) && Object.values(value).every((text) => typeof text === 'string'),
  'expected texts by name',
);

export const IncidentIdText = z.custom<IncidentId>(
  (value) => typeof value === 'string' && /^INC-[0-9A-HJKMNP-TV-Z]{26}$/.test(value),
  'expected an incident id',
);

export const ReasonText = z.enum(REASONS);

export const IncidentShape = z.object(
  shapeOf<Incident>()({
    id: IncidentIdText,
    status: z.enum(INCIDENT_STATUSES),
    seq: z.int().min(1),
    head: z.string(),
    attempt: z.int().min(1),
    source: z.string(),
    groupKey: z.string(),
    service: z.string().optional(),
    title: z.string(),
    severity: z.string(),
    startsAt: z.string().optional(),
    swallowed: z.int().optional(),
    openedAt: z.string(),
    updatedAt: z.string(),
    closedAt: z.string().optional(),
    openedFor: ReasonText,
    endedFor: ReasonText.optional(),
    flappingSince: z.string().optional(),
    toldAt: z.string().optional(),
    acknowledgedAt: z.string().optional(),
    acknowledgedBy: z.string().optional(),
    linkedTo: IncidentIdText.optional(),
    proposedBy: z.string().optional(),
    proposedFault: z.string().optional(),
    locks: z.array(z.string()),
  }),
);

export const AlertShape = z.object({
  fingerprint: z.string(),
  status: z.enum(['firing', 'resolved']),
  name: z.string(),
  service: z.string().optional(),
  severity: z.string().optional(),
  labels: Texts,
  annotations: Texts,
  startsAt: z.string(),
  endsAt: z.string().optional(),
  firingKey: z.string().optional(),
  from: z.object({ source: z.string(), groupKey: z.string() }).optional(),
}) satisfies z.ZodType<Alert>;

export const ActionShape = z.object({
  key: z.string(),
  planDigest: z.string(),
  step: z.string(),
  target: z.string(),
  result: z.enum(['started', 'done', 'skipped', 'failed', 'unknown']),
  startedAt: z.string(),
  leaseUntil: z.string(),
  endedAt: z.string().optional(),
  snapshot: AnyJsonObject.optional(),
  undoes: z.string().optional(),
  restored: AnyJsonObject.optional(),
  found: AnyJsonObject.optional(),
  changed: AnyJsonObject.optional(),
  error: z.string().optional(),
}) satisfies z.ZodType<ActionRecord>;

export const TimelineEntryShape = z.object({
  seq: z.int().min(1),
  at: z.string(),
  kind: z.enum(TIMELINE_KINDS),
  actor: z.string(),
  reason: ReasonText.optional(),
  text: z.string(),
  status: z.enum(INCIDENT_STATUSES),
  data: AnyJsonObject,
  previous: z.string(),
  hash: z.string(),
}) satisfies z.ZodType<TimelineEntry>;
