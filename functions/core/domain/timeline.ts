import type { IncidentId } from './incident-id.ts';
import { canonicalJson, type JsonObject } from './json.ts';
import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';
import type { IncidentStatus } from './transitions.ts';

/** Every kind of fact on a timeline; also the name of the log event that goes with it. */
export const TIMELINE_KINDS = [
  'incident.opened',
  'alert.joined',
  'alert.left',
  'alert.resolved',
  'alert.repeated',
  'incident.flapping',
  'incident.steadied',
  'diagnosis.started',
  'diagnosis.explained',
  'diagnosis.inconclusive',
  'plan.allowed',
  'plan.asked',
  'plan.denied',
  'plan.observed',
  'plan.absent',
  'plan.exhausted',
  'approval.asked',
  'approval.seconded',
  'approval.approved',
  'approval.denied',
  'approval.expired',
  'approval.withdrawn',
  'action.started',
  'action.done',
  'action.skipped',
  'action.failed',
  'action.refused',
  'action.resumed',
  'action.drifted',
  'action.unknown',
  'silence.begun',
  'silence.ended',
  'silence.failed',
  'grant.given',
  'lock.broken',
  'undo.requested',
  'rollback.started',
  'rollback.done',
  'rollback.unneeded',
  'rollback.failed',
  'verification.started',
  'verification.verified',
  'verification.ineffective',
  'verification.worse',
  'verification.inconclusive',
  'execution.restarted',
  'incident.resolved',
  'incident.escalated',
  'people.told',
  'incident.acknowledged',
  'note.added',
  'agent.called',
  'close.offered',
  'escalation.repeated',
  'investigation.requested',
  'investigation.started',
  'investigation.joined',
  'investigation.suggested',
  'incident.closed',
] as const;

export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** A fact to be appended; the store's transaction gives it its place. */
export interface TimelineDraft {
  readonly kind: TimelineKind;
  /** Who: a Lambda's name, `person:<subject>`, or `agent:<subject>`. */
  readonly actor: string;
  readonly reason?: Reason | undefined;
  /** One sentence for a person who reads the story. */
  readonly text: string;
  readonly data?: JsonObject | undefined;
}

/** An append-only past-tense fact in the incident's hash chain. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: TimelineKind;
  readonly actor: string;
  readonly reason?: Reason | undefined;
  readonly text: string;
  /** The incident's status after this fact. */
  readonly status: IncidentStatus;
  readonly data: JsonObject;
  readonly previous: string;
  readonly hash: string;
}

/** SHA-256 (or a stand-in in tests) of a text, as lower-case hex. */
export type Digest = (text: string) => string;

/** `previous` of the first entry of every chain. */
export const CHAIN_START = '0'.repeat(64);

/** The hash that an entry must have: over everything it says, its place and the entry before it. */
export const hashOf = (id: IncidentId, entry: Omit<TimelineEntry, 'hash'>, digest: Digest): string =>
  digest(
    canonicalJson({
      incident: id,
      seq: entry.seq,
      at: entry.at,
      kind: entry.kind,
      actor: entry.actor,
      reason: entry.reason ?? null,
      text: entry.text,
      status: entry.status,
      data: entry.data,
      previous: entry.previous,
    }),
  );
