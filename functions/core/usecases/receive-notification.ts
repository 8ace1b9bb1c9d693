import type { Receipt, ReceiptId } from '../domain/receipt.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { NotificationQueue } from '../ports/notification-queue.ts';
import type { ReceiptStore } from '../ports/receipt-store.ts';

export interface ReceiveDeps {
  readonly receipts: ReceiptStore;
  readonly queue: NotificationQueue;
  readonly ids: Ids;
  readonly clock: Clock;
}

export type Received =
  /** The queue has it. A receipt that could not be written is written again by the intake. */
  | { readonly outcome: 'stored'; readonly receiptId: ReceiptId; readonly receiptFailed?: unknown }
  /** Nothing was taken; the source must send it again. */
  | { readonly outcome: 'unavailable'; readonly receiptId: ReceiptId; readonly cause: unknown };

/** Stores a notification, then acknowledges it: only what the queue has taken counts as received. */
export const makeReceiveNotification =
  ({ receipts, queue, ids, clock }: ReceiveDeps) =>
  async (source: string, body: string): Promise<Received> => {
    const receivedAt = instant(clock());
    const receipt: Receipt = { id: ids.receipt(), source, state: 'queued', receivedAt };
    const [issued, queued] = await Promise.allSettled([
      receipts.issue(receipt),
      queue.put({ receiptId: receipt.id, source, receivedAt, body }),
    ]);
    if (queued.status === 'fulfilled') {
      const failed = issued.status === 'rejected' ? { receiptFailed: issued.reason } : {};
      return { outcome: 'stored', receiptId: receipt.id, ...failed };
    }
    // Nobody was given this receipt, but it must not look as if it were still on its way.
    if (issued.status === 'fulfilled') {
      await Promise.allSettled([receipts.settle({ ...receipt, state: 'dead_lettered', settledAt: instant(clock()) })]);
    }
    return { outcome: 'unavailable', receiptId: receipt.id, cause: queued.reason };
  };

export type ReceiveNotification = ReturnType<typeof makeReceiveNotification>;
