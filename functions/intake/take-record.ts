import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { QueuedNotificationMessage } from '../core/contracts/queued-notification.ts';
import { ContractViolation, SelfrightError } from '../core/domain/errors.ts';
import type { Reason } from '../core/domain/reason.ts';
import type { Receipt } from '../core/domain/receipt.ts';
import type { QueuedNotification } from '../core/ports/notification-queue.ts';
import type { ProcessNotification } from '../core/usecases/process-notification.ts';
import type { Logger } from '../runtime/logger.ts';

export interface TakeDeps {
  /** Fetches the body of a notification that was too large for the queue. */
  readonly redeem: (message: QueuedNotificationMessage) => Promise<QueuedNotification>;
  readonly process: ProcessNotification;
  /** Writes the last word on a notification that goes to the dead-letter queue. */
  readonly bury: (notification: QueuedNotificationMessage, reason: Reason, why: string) => Promise<void>;
  /** Makes the queue offer a failed record again after so many seconds. */
  readonly defer: (record: SQSRecord, seconds: number) => Promise<void>;
  readonly maxReceives: number;
  readonly logger: Logger;
}

/** Takes one record from the queue. It fails alone: its neighbours in the batch are not held up by it. */
export const makeTakeRecord =
  ({ redeem, process, bury, defer, maxReceives, logger }: TakeDeps) =>
  async (record: SQSRecord): Promise<Receipt> => {
    const receives = Number(record.attributes.ApproximateReceiveCount);
    const parsed = readMessage(record.body);
    try {
      if (!parsed.success) throw new ContractViolation(`queue message: ${z.prettifyError(parsed.error)}`);
      const receipt = await process(await redeem(parsed.data));
      logger.info('notification taken', { ...receipt });
      return receipt;
    } catch (error) {
      const last = receives >= maxReceives;
      logger.error(last ? 'notification dead-lettered' : 'notification failed', {
        messageId: record.messageId,
        receives,
        error: error instanceof Error ? error : new Error(String(error)),
      });
      if (last && parsed.success) await bury(parsed.data, reasonOf(error), whyOf(error));
      await defer(record, last ? 0 : Math.min(2 ** (receives - 1), 30));
      throw error;
    }
  };

/** Told on the receipt, so it is cut. */
const LONGEST_WHY = 500;

const reasonOf = (error: unknown): Reason =>
  error instanceof ContractViolation ? 'intake_refused' : 'intake_unavailable';

const whyOf = (error: unknown): string =>
  (error instanceof SelfrightError ? error.message : 'unexpected failure; it is in the log')
    .slice(0, LONGEST_WHY)
    .toWellFormed();

const readMessage = (body: string) => {
  try {
    return QueuedNotificationMessage.safeParse(JSON.parse(body));
  } catch (error) {
    if (error instanceof SyntaxError) return QueuedNotificationMessage.safeParse(undefined);
    throw error;
  }
};
