import type { Growth, QuarantineCount, Quarantined, QuarantineReason, Replay } from '../domain/quarantine.ts';
import type { QuarantineId } from '../domain/quarantine-id.ts';
import type { ReceiptId } from '../domain/receipt.ts';
import type { Instant } from '../domain/time.ts';

/** An authentic notification that was not understood. */
export interface Misunderstood {
  readonly source: string;
  readonly receiptId: ReceiptId;
  /** Exactly the bytes that were sent. */
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly reason: QuarantineReason;
  readonly why: string;
  readonly at: Instant;
}

/** Where authentic bodies lie that were not understood, for 30 days after they were last seen. */
export interface Quarantine {
  /** Keeps a body once per source and hash; a repetition only counts. Resolves when it is stored. */
  keep(notification: Misunderstood): Promise<Quarantined>;
  /** One with its body. */
  read(id: QuarantineId): Promise<{ readonly quarantined: Quarantined; readonly body: Uint8Array } | undefined>;
  /** The last seen first. */
  list(filter: { readonly source?: string | undefined; readonly limit: number }): Promise<readonly Quarantined[]>;
  /** By source and reason. */
  counts(): Promise<readonly QuarantineCount[]>;
  noteReplay(id: QuarantineId, replay: Replay): Promise<void>;
}

/** What is remembered of how a source's quarantine grows. */
export interface GrowthNotes {
  read(source: string): Promise<{ readonly growth: Growth; readonly version: number }>;
  /** `conflict` when another wrote since that version was read. */
  write(
    source: string,
    growth: Growth,
    seen: { readonly version: number; readonly at: Instant },
  ): Promise<'written' | 'conflict'>;
}
