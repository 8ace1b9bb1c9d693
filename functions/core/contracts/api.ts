import * as z from 'zod';
import type { Brake } from '../domain/brake.ts';
import { type Delivery, SINKS } from '../domain/delivery.ts';
import type { Diagnosis } from '../domain/diagnosis.ts';
import type { Duration } from '../domain/durations.ts';
import type { Incident, WholeIncident } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import { QUARANTINE_REASONS, type Quarantined } from '../domain/quarantine.ts';
import type { QuarantineId } from '../domain/quarantine-id.ts';
import type { RankedCause } from '../domain/ranking.ts';
import { RECEIPT_STATES, type Receipt, type ReceiptId } from '../domain/receipt.ts';
import { ROLES } from '../domain/role.ts';
import { INCIDENT_STATUSES } from '../domain/transitions.ts';
import type { Verification } from '../domain/verification.ts';
import { ApprovalShape } from './approval-parts.ts';
import { GrantSeconds, GrantView } from './grants.ts';
import {
  ActionShape,
  AlertShape,
  IncidentIdText,
  IncidentShape,
  ReasonText,
  TimelineEntryShape,
} from './incident-parts.ts';
import { QuarantineCountShape } from './pipeline.ts';
import { PlanShape } from './plan-parts.ts';
import { RankedCauseShape } from './ranking-parts.ts';
import { DiagnosisShape } from './reasoning-parts.ts';
import { VerificationShape } from './verification-parts.ts';

/** GET /incidents/{id}: the incident, flat, with all of its parts. */
export type IncidentView = Incident &
  Omit<WholeIncident, 'incident' | 'plans' | 'verifications'> & {
    /** The newest one; all of them, oldest first, are in `diagnoses`. */
    readonly diagnosis: Diagnosis | null;
    /** Every cause that the newest diagnosis considered, of runbooks and of the engine; the likeliest first. */
    readonly ranking: readonly RankedCause[];
    readonly plan: Plan | null;
    readonly verification: Verification | null;
    /** How far it has come to each system in which people follow it, and what that calls it. */
    readonly deliveries: readonly Pick<Delivery, 'sink' | 'deliveredSeq' | 'refs' | 'why'>[];
    /** Leg by leg, from the alert's firing on. */
    readonly durations: readonly Duration[];
  };

export const IncidentView = IncidentShape.extend({
  alerts: z.array(AlertShape),
  diagnosis: DiagnosisShape.nullable(),
  diagnoses: z.array(DiagnosisShape),
  ranking: z.array(RankedCauseShape),
  plan: PlanShape.nullable(),
  approvals: z.array(ApprovalShape),
  actions: z.array(ActionShape),
  verification: VerificationShape.nullable(),
  timeline: z.array(TimelineEntryShape),
  deliveries: z.array(
    z.object({
      sink: z.enum(SINKS),
      deliveredSeq: z.int(),
      refs: z.record(z.string(), z.string()),
      why: z.string().optional(),
    }),
  ),
  durations: z.array(z.object({ name: z.string(), seconds: z.number(), share: z.number().optional() })),
}) satisfies z.ZodType<IncidentView>;

/** GET /incidents: newest first; a cursor means that there are more. */
export const IncidentList = z.object({ incidents: z.array(IncidentShape), cursor: z.string().optional() });
export type IncidentList = z.infer<typeof IncidentList>;

const ReceiptIdText = z.custom<ReceiptId>(
  (value) => typeof value === 'string' && value.startsWith('RCP-'),
  'expected a receipt id',
);

export const QuarantineIdText = z.custom<QuarantineId>(
  (value) => typeof value === 'string' && /^[a-z]{1,32}-[0-9a-f]{64}$/.test(value),
  'expected a quarantine id',
);

/** GET /receipts/{id} */
export const ReceiptView = z.object({
  id: ReceiptIdText,
  source: z.string(),
  state: z.enum(RECEIPT_STATES),
  receivedAt: z.string(),
  settledAt: z.string().optional(),
  incidentId: IncidentIdText.optional(),
  reason: ReasonText.optional(),
  why: z.string().optional(),
  redrivenAt: z.string().optional(),
  quarantineId: QuarantineIdText.optional(),
}) satisfies z.ZodType<Receipt>;
export type ReceiptView = z.infer<typeof ReceiptView>;

/** GET /receipts: newest first. */
export const ReceiptList = z.object({ receipts: z.array(ReceiptView) });

const QuarantineReasonText = z.enum(QUARANTINE_REASONS);

/** A quarantined body without the body. */
export const QuarantinedView = z.object({
  id: QuarantineIdText,
  source: z.string(),
  bytes: z.int(),
  reason: QuarantineReasonText,
  why: z.string(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  count: z.int(),
  receipts: z.array(ReceiptIdText),
  headers: z.record(z.string(), z.string()),
  replayed: z.object({ at: z.string(), by: z.string(), receiptId: ReceiptIdText }).optional(),
}) satisfies z.ZodType<Quarantined>;

/** GET /quarantine: what was seen last comes first; counted by source and reason since they are counted. */
export const QuarantineList = z.object({
  quarantined: z.array(QuarantinedView),
  counts: z.array(QuarantineCountShape),
});

/** GET /quarantine/{id}: one with the beginning of its body as text. */
export const QuarantinedBodyView = QuarantinedView.extend({
  body: z.string(),
  /** Whether `body` is all of it, and in UTF-8. */
  whole: z.boolean(),
});

/** POST /quarantine/{id}/replay */
export const ReplayView = z.object({ receiptId: ReceiptIdText });

/** One brake, as PUT /brake and PUT /brake/{service} answer it. */
export const BrakeView = z.object({
  scope: z.string(),
  engaged: z.boolean(),
  by: z.string(),
  reason: z.string(),
  at: z.string(),
}) satisfies z.ZodType<Brake>;
export type BrakeView = z.infer<typeof BrakeView>;

/** GET /brake: whether everything is stopped, and every brake that was ever moved. */
export const BrakeList = z.object({ engaged: z.boolean(), brakes: z.array(BrakeView) });
export type BrakeList = z.infer<typeof BrakeList>;

/** GET /me: whose token it is. */
export const Me = z.object({ subject: z.string(), role: z.enum(ROLES) });
export type Me = z.infer<typeof Me>;

/** GET /overview: who asks, which brakes are on, and the newest incidents. */
export const Overview = IncidentList.extend({ me: Me, brake: BrakeList });
export type Overview = z.infer<typeof Overview>;

/** GET /health */
export const Health = z.object({ status: z.literal('ok') });

/** Any answer that is not a success. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), problem: z.string(), allowed: z.string().optional() })),
});
export type Problem = z.infer<typeof Problem>;

const limit = (fallback: number) => z.coerce.number().int().min(1).max(100).default(fallback);

/** Query of GET /incidents. */
export const IncidentQuery = z.object({
  status: z.enum(INCIDENT_STATUSES).optional(),
  service: z.string().min(1).max(200).optional(),
  limit: limit(20),
  cursor: z.string().min(1).max(500).optional(),
});

/** Query of GET /overview. */
export const OverviewQuery = IncidentQuery.pick({ status: true, limit: true });

/** Query of GET /quarantine. */
export const QuarantineQuery = z.object({ source: z.string().min(1).max(64).optional(), limit: limit(50) });

/** Query of GET /receipts. */
export const ReceiptQuery = z.object({ limit: limit(50) });

const words = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .transform((text) => text.toWellFormed());

/** Body of PUT /brake and PUT /brake/{service}. */
export const BrakeMove = z.object({ engaged: z.boolean(), reason: words });

/** Body of POST /incidents/{id}/approvals: the decision, and the digest of the plan that was looked at. */
export const ApprovalRequest = z.object({
  decision: z.enum(['approve', 'deny']),
  planDigest: z.string().min(1).max(128),
  comment: words.optional(),
  /** Which of our own clients asks; chat and tickets come in by ways of their own. */
  via: z.enum(['api', 'cli', 'console', 'mcp', 'a2a']).default('api'),
  /** Together with an approval: let this runbook run by itself for this service for so long. */
  grantSeconds: GrantSeconds.optional(),
});

/** POST /incidents/{id}/approvals: the question after the decision. */
export const ApprovalView = ApprovalShape.extend({ grant: GrantView.optional() });

/** Body of POST /incidents/{id}/close. */
export const CloseRequest = z.object({ comment: words });

/** Body of POST /incidents/{id}/ack. */
export const AckRequest = z.object({ comment: words.optional() });

/** Body of POST /incidents/{id}/notes. */
export const NoteRequest = z.object({
  text: words,
  /** Whether the newest plan was what it took, now that one knows; for plans that nobody let run. */
  plan: z.enum(['right', 'wrong']).optional(),
});

/** Body of POST /incidents/{id}/undo. */
export const UndoRequest = z.object({ comment: words.optional() });

/** Body of POST /incidents/{id}/escalate. */
export const EscalateRequest = z.object({ comment: words });
