import type { ReceiptId } from '../domain/receipt.ts';
import type { Instant } from '../domain/time.ts';

/** A notification as it waits in the queue: the raw body, not yet understood. */
export interface QueuedNotification {
  readonly receiptId: ReceiptId;
  readonly source: string;
  readonly receivedAt: Instant;
  readonly body: string;
  /** When a person sent it back from the dead letters, if one did. */
  readonly redrivenAt?: Instant | undefined;
}

/** Keeps a notification until the intake has taken it. Resolves only when it is stored. */
export interface NotificationQueue {
  put(notification: QueuedNotification): Promise<void>;
}
