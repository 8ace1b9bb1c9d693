import * as z from 'zod';
import { REASONS } from '../domain/reason.ts';
import { ROLL_BACK_MODES } from '../domain/rollback.ts';

/** An incident id as it travels between states. */
export const IncidentIdText = z.templateLiteral(['INC-', z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)]);

/** What goes between the states of the machine: ids and outcomes only. */
export const WorkflowInput = z.object({
  incidentId: IncidentIdText,
  attempt: z.int().min(1),
});
export type WorkflowInput = z.infer<typeof WorkflowInput>;

/** What an execution is started with. */
export const ExecutionInput = WorkflowInput.extend({
  /** Only take back what was done; on a person's word. */
  undo: z.literal(true).optional(),
});
export type ExecutionInput = z.infer<typeof ExecutionInput>;

/** What every state's Lambda is given by the definition. */
export const StepInput = WorkflowInput.extend({
  /** Index of the plan's step to run; only for Run actions. */
  step: z.int().min(0).optional(),
  /** How many plans came before; told to whoever decides. */
  rounds: z.int().min(0).optional(),
  /** Take back what was done instead, and why; only for Roll back. */
  rollBack: z.enum(ROLL_BACK_MODES).optional(),
  /** How many looks at the recovery came before; only for Verify recovery. */
  looks: z.int().min(0).optional(),
  /** How often it was waited for calm before; told to Diagnose. */
  waits: z.int().min(0).optional(),
  /** Why the incident is handed over; only for Escalate. */
  reason: z.enum(REASONS).optional(),
});
export type StepInput = z.infer<typeof StepInput>;

export const DiagnoseOutput = z.object({
  outcome: z.enum(['explained', 'inconclusive', 'unsettled', 'over', 'superseded']),
  /** Seconds until something unsettled is looked at again, for Wait for calm. */
  waitSeconds: z.int().min(0),
});
export const PlanOutput = z.object({
  outcome: z.enum(['allow', 'ask', 'deny', 'no_runbook', 'exhausted', 'observe', 'unsettled', 'superseded']),
  steps: z.int().min(0),
  /** Seconds to rest after the last action, for Settle. */
  settleSeconds: z.int().min(0),
});
export const ActOutput = z.object({
  outcome: z.enum(['done', 'skipped', 'failed', 'unknown', 'refused', 'drifted', 'superseded']),
});
export const RollBackOutput = z.object({
  outcome: z.enum(['rolled_back', 'nothing_to_undo', 'failed', 'superseded']),
});
export const AskInput = WorkflowInput.extend({
  /** Under it the execution waits for people; absent when it waited in vain and asks what the record says. */
  taskToken: z.string().min(1).optional(),
});
export const AskOutput = z.object({ outcome: z.enum(['approved', 'denied', 'expired', 'withdrawn', 'superseded']) });
export const VerifyOutput = z.object({
  outcome: z.enum(['verified', 'ineffective', 'worse', 'inconclusive', 'measuring', 'superseded']),
  looks: z.int().min(0),
  /** Seconds until the next look, for Settle. */
  settleSeconds: z.int().min(0),
});
export const CloseOutput = z.object({ outcome: z.enum(['closed', 'superseded']) });
export const EscalateOutput = z.object({ outcome: z.enum(['escalated', 'superseded']) });

export type DiagnoseOutput = z.infer<typeof DiagnoseOutput>;
export type PlanOutput = z.infer<typeof PlanOutput>;
export type AskOutput = z.infer<typeof AskOutput>;
export type ActOutput = z.infer<typeof ActOutput>;
export type RollBackOutput = z.infer<typeof RollBackOutput>;
export type VerifyOutput = z.infer<typeof VerifyOutput>;
export type CloseOutput = z.infer<typeof CloseOutput>;
export type EscalateOutput = z.infer<typeof EscalateOutput>;
