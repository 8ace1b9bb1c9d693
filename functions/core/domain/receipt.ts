import type { IncidentId } from './incident.ts';
import type { QuarantineId } from './quarantine-id.ts';
import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';

export const RECEIPT_STATES = [
  'queued',
  'opened',
  'joined',
  'duplicate',
  'recorded',
  'test',
  'quarantined',
  'dead_lettered',
] as const;

/** `queued` is the only state that is not terminal. */
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** `RCP-` and a ULID. */
export type ReceiptId = `RCP-${string}`;

/** What a source got back for one notification; its state can be looked up until it is terminal. */
export interface Receipt {
  readonly id: ReceiptId;
  readonly source: string;
  readonly state: ReceiptState;
  readonly receivedAt: Instant;
  readonly settledAt?: Instant | undefined;
  readonly incidentId?: IncidentId | undefined;
  readonly reason?: Reason | undefined;
  /** What stood in the way, in words. */
  readonly why?: string | undefined;
  /** When it was sent back from the dead letters: only so is `dead_lettered` ever left. */
  readonly redrivenAt?: Instant | undefined;
  /** What was quarantined for it. */
  readonly quarantineId?: QuarantineId | undefined;
}
