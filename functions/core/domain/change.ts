import type { ActionRecord } from './action.ts';
import type { Approval } from './approval.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Incident } from './incident.ts';
import type { Plan } from './plan.ts';
import type { Instant } from './time.ts';
import { type Digest, hashOf, type TimelineDraft, type TimelineEntry, type TimelineKind } from './timeline.ts';
import { type IncidentStatus, mayMove } from './transitions.ts';
import type { Verification } from './verification.ts';

/** What one transaction does to an incident: a status, some facts, some parts. */
export interface IncidentChange {
  readonly to?: IncidentStatus | undefined;
  readonly entries: readonly [TimelineDraft, ...TimelineDraft[]];
  readonly facts?:
    | Partial<
        Pick<
          Incident,
          | 'acknowledgedAt'
          | 'acknowledgedBy'
          | 'attempt'
          | 'closedAt'
          | 'endedFor'
          | 'flappingSince'
          | 'locks'
          | 'severity'
          | 'swallowed'
          | 'toldAt'
        >
      >
    | undefined;
  readonly diagnosis?: Diagnosis | undefined;
  readonly plan?: Plan | undefined;
  readonly approval?: Approval | undefined;
  readonly action?: ActionRecord | undefined;
  readonly verification?: Verification | undefined;
  /** Lets its locks go although it does not end with this. */
  readonly frees?: boolean | undefined;
}

/** The incident after a change, with the chained entries to write beside it. */
export interface Applied {
  readonly incident: Incident;
  readonly entries: readonly TimelineEntry[];
}

/** Who asks about an incident, or suggests something, is not at work on it. */
const NO_WORK: readonly TimelineKind[] = [
  'agent.called',
  'investigation.requested',
  'investigation.started',
  'investigation.joined',
  'investigation.suggested',
];

/** Numbers and chains the entries of a change. A move that the table forbids is a bug and throws. */
export const applyChange = (before: Incident, change: IncidentChange, at: Instant, digest: Digest): Applied => {
  const status = change.to ?? before.status;
  if (status !== before.status && !mayMove(before.status, status)) {
    throw new RangeError(`illegal move: ${before.status} to ${status}`);
  }
  let { seq, head } = before;
  const entries = change.entries.map((draft): TimelineEntry => {
    seq += 1;
    const { kind, actor, reason, data = {} } = draft;
    // A lone surrogate would come back from a store as another character, and the hash would no longer fit.
    const text = draft.text.toWellFormed();
    const unhashed = { seq, at, kind, actor, reason, text, status, data, previous: head };
    head = hashOf(before.id, unhashed, digest);
    return { ...unhashed, hash: head };
  });
  // Else it would keep the watch from finding the incident forgotten.
  const updatedAt = entries.every(({ kind }) => NO_WORK.includes(kind)) ? before.updatedAt : at;
  return { incident: { ...before, ...change.facts, status, seq, head, updatedAt }, entries };
};
