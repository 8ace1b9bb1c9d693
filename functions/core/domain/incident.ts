import type { ActionRecord } from './action.ts';
import type { Alert } from './alert.ts';
import type { Approval } from './approval.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { IncidentId } from './incident-id.ts';
import type { Plan } from './plan.ts';
import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';
import type { TimelineEntry } from './timeline.ts';
import type { IncidentStatus } from './transitions.ts';
import type { Verification } from './verification.ts';

export type { IncidentId } from './incident-id.ts';

/** Our record of one trouble, opened to closed. */
export interface Incident {
  readonly id: IncidentId;
  readonly status: IncidentStatus;
  /** Number of the newest timeline entry; every write is conditioned on it. */
  readonly seq: number;
  /** Hash of the newest timeline entry. */
  readonly head: string;
  /** Which execution of the workflow is at work on it, from 1. */
  readonly attempt: number;
  readonly source: string;
  readonly groupKey: string;
  /** The alerting service; absent when no alert names one. */
  readonly service?: string | undefined;
  readonly title: string;
  readonly severity: string;
  /** When the first of its own alerts began to fire. */
  readonly startsAt?: Instant | undefined;
  /** How many alerts of other groups it took in. */
  readonly swallowed?: number | undefined;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  readonly closedAt?: Instant | undefined;
  /** Why it was opened. */
  readonly openedFor: Reason;
  /** Why it was closed or handed over. */
  readonly endedFor?: Reason | undefined;
  /** An alert of it flaps, as is known since then; nothing is done by itself meanwhile. */
  readonly flappingSince?: Instant | undefined;
  /** When people were told that it is theirs. */
  readonly toldAt?: Instant | undefined;
  /** When a person first said that they are at it, and who. */
  readonly acknowledgedAt?: Instant | undefined;
  readonly acknowledgedBy?: string | undefined;
  /** An earlier incident about the same trouble. */
  readonly linkedTo?: IncidentId | undefined;
  /** Somebody proposed that something be done: nothing is, without others' approval. And which runbook, if they said so. */
  readonly proposedBy?: string | undefined;
  readonly proposedFault?: string | undefined;
  /** Target locks that it holds; freed when it ends. */
  readonly locks: readonly string[];
}

/** Everything known about one incident: what the API shows and what the laws read. */
export interface WholeIncident {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
  readonly diagnoses: readonly Diagnosis[];
  readonly plans: readonly Plan[];
  /** Questions to people, oldest first. */
  readonly approvals: readonly Approval[];
  readonly actions: readonly ActionRecord[];
  readonly verifications: readonly Verification[];
  readonly timeline: readonly TimelineEntry[];
}

export const isOver = (status: IncidentStatus): boolean => status === 'closed' || status === 'escalated';
