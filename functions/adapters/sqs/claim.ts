import { type QueuedNotificationMessage, WholeNotification } from '../../core/contracts/queued-notification.ts';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { ReceiptId } from '../../core/domain/receipt.ts';
import type { BodyStore } from '../../core/ports/body-store.ts';
import type { QueuedNotification } from '../../core/ports/notification-queue.ts';

/** Where the whole of a notification lies that the queue cannot hold. */
export const claimKey = (id: ReceiptId): string => `notifications/${id}`;

/** Gives a notification that was taken from the queue its body back. */
export const makeRedeem =
  (bodies: BodyStore) =>
  async (message: QueuedNotificationMessage): Promise<QueuedNotification> => {
    if ('body' in message) return message;
    const { receiptId, redrivenAt } = message;
    const stored = await bodies.get(claimKey(receiptId));
    if (stored === undefined) {
      throw new ContractViolation(`the body of ${receiptId} is not where it was put; it is kept for 30 days`);
    }
    const whole = WholeNotification.safeParse(JSON.parse(new TextDecoder().decode(stored)));
    if (whole.success && whole.data.receiptId === receiptId) return { ...whole.data, redrivenAt };
    throw new ContractViolation(`what is kept for ${receiptId} is no notification of that receipt`);
  };
