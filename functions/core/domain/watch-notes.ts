import type { ReceiptId } from './receipt.ts';
import type { Instant } from './time.ts';

/** The newest round of the watch over ourselves: what `doctor` looks at, and what keeps two from running at once. */
export interface RoundNote {
  readonly startedAt: Instant;
  /** Until then the Lambda that runs it may still be at work. */
  readonly leaseUntil: Instant;
  readonly endedAt?: Instant | undefined;
  /** Parts that could not be done. */
  readonly failed?: readonly string[] | undefined;
  /** What the parts of the last round that ended found; kept while the next one is under way. */
  readonly found?: { readonly at: Instant; readonly parts: Readonly<Record<string, unknown>> } | undefined;
}

/** The newest of our own notifications. */
export interface DrillNote {
  readonly sentAt: Instant;
  readonly receiptId: ReceiptId;
  /** Its receipt has been seen at its end. */
  readonly followed: boolean;
  /** Seconds that the last one that got through took to its terminal receipt. */
  readonly latency?: number | undefined;
}

/** Since when heartbeats are listened to at all. */
export interface ListeningNote {
  readonly since: Instant;
}
