import type { ReceiptId } from '../domain/receipt.ts';
import type { Instant } from '../domain/time.ts';

/** Sends us a synthetic heartbeat by the way that every source takes. */
export interface Drill {
  /** Answers its receipt; anything but an acknowledgement is an exception. */
  send(at: Instant): Promise<ReceiptId>;
}
