import type { QuarantineId } from './quarantine-id.ts';
import type { Reason } from './reason.ts';
import type { ReceiptId } from './receipt.ts';
import { type Instant, secondsBetween } from './time.ts';

/** Why what an authentic sender sent could not be taken for a notification. */
export const QUARANTINE_REASONS = [
  'body_unreadable',
  'body_invalid',
  'body_unmapped',
  'content_type_refused',
] as const satisfies readonly Reason[];

export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** A body that was not understood, without the body itself. */
export interface Quarantined {
  readonly id: QuarantineId;
  readonly source: string;
  /** Size of the body. */
  readonly bytes: number;
  /** Of the newest of its notifications, as is `why`. */
  readonly reason: QuarantineReason;
  /** What is wrong, in words. */
  readonly why: string;
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
  /** How many notifications had this body. */
  readonly count: number;
  /** The receipts of the first of them. */
  readonly receipts: readonly ReceiptId[];
  /** What came with the body and is needed to read it; never a credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly replayed?: Replay | undefined;
}

/** The newest sending of a quarantined body through the intake again. */
export interface Replay {
  readonly at: Instant;
  readonly by: string;
  readonly receiptId: ReceiptId;
}

/** How many notifications of a source could not be understood for one reason, since they are counted. */
export interface QuarantineCount {
  readonly source: string;
  readonly reason: QuarantineReason;
  readonly count: number;
  readonly since: Instant;
}

/** When quarantining is a trouble of its own. */
export interface GrowthLimit {
  /** So many different bodies of one source ... */
  readonly incidentAfter: number;
  /** ... within so many seconds. */
  readonly windowSeconds: number;
}

/** How the quarantine of one source grows. */
export interface Growth {
  /** The newest different bodies, oldest first; never more than the limit counts. */
  readonly bodies: readonly { readonly id: QuarantineId; readonly at: Instant }[];
  /** Since when it has gone on without a break; absent while it does not. */
  readonly since?: Instant | undefined;
  /** Whether the intake was told of this growth. */
  readonly told: boolean;
}

export const NO_GROWTH: Growth = { bodies: [], told: false };

/** How the growth stands after one more body. A growth that never paused keeps its beginning: it is one trouble. */
export const grownBy = (
  before: Growth,
  id: QuarantineId,
  at: Instant,
  { incidentAfter, windowSeconds }: GrowthLimit,
): Growth => {
  const others = before.bodies.filter((body) => body.id !== id && secondsBetween(body.at, at) <= windowSeconds);
  const bodies = [...others, { id, at }].slice(-incidentAfter);
  if (bodies.length < incidentAfter) return { bodies, told: false };
  return { bodies, since: before.since ?? at, told: before.since !== undefined && before.told };
};
