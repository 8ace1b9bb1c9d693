import { beatsIn } from '../domain/heartbeat.ts';
import type { Receipt } from '../domain/receipt.ts';
import { instant } from '../domain/time.ts';
import type { AlertReader } from '../ports/alert-reader.ts';
import type { Clock } from '../ports/clock.ts';
import type { Heartbeats } from '../ports/heartbeats.ts';
import type { QueuedNotification } from '../ports/notification-queue.ts';
import type { ReceiptStore } from '../ports/receipt-store.ts';
import type { Accepted, AcceptNotification } from './accept-notification.ts';

export interface ProcessDeps {
  readonly read: AlertReader;
  readonly accept: AcceptNotification;
  readonly heartbeats: Heartbeats;
  readonly receipts: ReceiptStore;
  readonly clock: Clock;
}

/** What counts most of several groups in one notification. */
const WEIGHT: Readonly<Record<Accepted['state'], number>> = { opened: 3, joined: 2, duplicate: 1, recorded: 0 };

/** Takes one notification from the queue to the terminal state of its receipt. Safe to repeat. */
export const makeProcessNotification = ({ read, accept, heartbeats, receipts, clock }: ProcessDeps) => {
  const acceptAll = async ({ source, body, receivedAt }: QueuedNotification): Promise<Accepted> => {
    let strongest: Accepted = { state: 'recorded', reason: 'nothing_firing' };
    for (const group of read(source, body, receivedAt)) {
      await Promise.all(beatsIn(group, receivedAt).map(heartbeats.beat));
      const accepted = await accept(group, receivedAt);
      const known = strongest.incidentId !== undefined;
      if (WEIGHT[accepted.state] > WEIGHT[strongest.state] || !known) strongest = accepted;
    }
    return strongest;
  };

  return async (notification: QueuedNotification): Promise<Receipt> => {
    const { receiptId, source, receivedAt, redrivenAt } = notification;
    const issued: Receipt = { id: receiptId, source, state: 'queued', receivedAt };
    // On record from here on, so that one whose worker dies is missed. A dead letter that was sent back is on it.
    const [strongest] = await Promise.all([
      acceptAll(notification),
      redrivenAt === undefined ? receipts.issue(issued) : undefined,
    ]);
    const settledAt = instant(clock());
    const receipt: Receipt = { id: receiptId, source, receivedAt, redrivenAt, settledAt, ...strongest };
    await receipts.settle(receipt);
    return receipt;
  };
};

export type ProcessNotification = ReturnType<typeof makeProcessNotification>;
