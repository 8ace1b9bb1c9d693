import type { ActionRecord } from '../domain/action.ts';
import type { Approval } from '../domain/approval.ts';
import type { BoundCap } from '../domain/bound-cap.ts';
import type { GrantId } from '../domain/grant.ts';
import type { Incident } from '../domain/incident.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { IncidentStatus } from '../domain/transitions.ts';

/** The request to start one action of an allowed plan. */
export interface GateRequest {
  readonly before: Incident;
  readonly action: ActionRecord;
  /** What is locked for it. @default its target */
  readonly locks?: readonly string[] | undefined;
  /** Whose brakes must be off: the suffering service and the one that is changed. */
  readonly services: readonly string[];
  readonly policyDigest: string;
  /** The question that allows the plan, if people had to be asked: it must be approved, and unused for this step. */
  readonly approval?: Approval | undefined;
  /** What the start counts against; people who approved the plan may go beyond. Undoing counts against nothing. @default none */
  readonly caps?: readonly BoundCap[] | undefined;
  /** The grant on which the plan rests; it must be in force. @default none */
  readonly grant?: GrantId | undefined;
  readonly entry: TimelineDraft;
  /** Takes over the record of a start that crashed, as it was read, instead of writing a new one. */
  readonly resumes?: ActionRecord | undefined;
  /** The status that the incident must have; undoing is also allowed when it is over. @default mitigating */
  readonly status?: IncidentStatus | undefined;
}

export type GateAnswer =
  | { readonly outcome: 'started'; readonly incident: Incident }
  /** The same action was started before: by us earlier, or by a twin. */
  | { readonly outcome: 'known'; readonly action: ActionRecord }
  | {
      readonly outcome: 'refused';
      readonly reason:
        | 'brake_engaged'
        | 'target_locked'
        | 'policy_missing'
        | 'approval_missing'
        | 'cap_reached'
        | 'grant_missing';
    }
  /** The incident moved since it was read; read again. */
  | { readonly outcome: 'conflict' };

/**
 * The one transaction that turns an allowed plan into a started action: brakes off, policy the one that was judged,
 * every lock ours, approval (if one is needed) given for this digest and unused for this step, tries below their caps and counted, incident still mitigating, `started` and its timeline entry written. All or nothing.
 */
export interface Gate {
  start(request: GateRequest): Promise<GateAnswer>;
}
