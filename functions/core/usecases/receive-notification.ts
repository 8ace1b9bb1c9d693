import type { ReceiptId } from '../domain/receipt.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { NotificationQueue } from '../ports/notification-queue.ts';

export interface ReceiveDeps {
  readonly queue: NotificationQueue;
  readonly ids: Ids;
  readonly clock: Clock;
}

export type Received =
  /** The queue has it. The intake puts its receipt on record as soon as it takes it from there. */
  | { readonly outcome: 'stored'; readonly receiptId: ReceiptId }
  /** Nothing was taken; the source must send it again. */
  | { readonly outcome: 'unavailable'; readonly receiptId: ReceiptId; readonly cause: unknown };

/** Stores a notification, then acknowledges it: only what the queue has taken counts as received. */
export const makeReceiveNotification =
  ({ queue, ids, clock }: ReceiveDeps) =>
  async (source: string, body: string): Promise<Received> => {
    const receivedAt = instant(clock());
    const receiptId = ids.receipt(source);
    try {
      await queue.put({ receiptId, source, receivedAt, body });
      return { outcome: 'stored', receiptId };
    } catch (cause) {
      return { outcome: 'unavailable', receiptId, cause };
    }
  };

export type ReceiveNotification = ReturnType<typeof makeReceiveNotification>;
