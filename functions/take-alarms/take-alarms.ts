import type { Source } from '../adapters/sources/source.ts';
import { whyOf } from '../adapters/sources/why.ts';
import { DependencyUnavailable } from '../core/domain/errors.ts';
import type { QuarantineReason } from '../core/domain/quarantine.ts';
import type { ReceiptId } from '../core/domain/receipt.ts';
import type { QuarantineNotification } from '../core/usecases/quarantine-notification.ts';
import type { ReceiveNotification } from '../core/usecases/receive-notification.ts';
import type { Logger } from '../runtime/logger.ts';

export interface TakeAlarmsDeps {
  readonly source: Pick<Source, 'name' | 'parse'>;
  readonly receive: ReceiveNotification;
  readonly quarantine: QuarantineNotification;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/**
 * Stores notifications that came without HTTP: to the queue what is understood, to the quarantine what is not. Nobody
 * is answered here, so what could not be kept throws, and whoever invoked us tries again.
 */
export const makeTakeAlarms = ({ source, receive, quarantine, log }: TakeAlarmsDeps) => {
  const store = async (body: string): Promise<ReceiptId> => {
    const received = await receive(source.name, body);
    if (received.outcome === 'unavailable') {
      throw new DependencyUnavailable('queue', 'the notification could not be stored', { cause: received.cause });
    }
    return received.receiptId;
  };

  const setAside = async (text: string, reason: QuarantineReason, why: string): Promise<ReceiptId> => {
    const body = new TextEncoder().encode(text);
    const { receiptId, growthFailed } = await quarantine({ source: source.name, body, headers: {}, reason, why });
    log.warn('notification quarantined', { receiptId, source: source.name, reason, why });
    if (growthFailed !== undefined)
      log.warn('growth of the quarantine not noticed', { receiptId, source: source.name });
    return receiptId;
  };

  const take = async (body: string): Promise<ReceiptId> => {
    const parsed = source.parse(body);
    if (parsed.outcome === 'understood') return store(body);
    // Only an address is asked whether it wants messages, and the vendor tests only addresses.
    if (parsed.outcome === 'subscription' || parsed.outcome === 'test') {
      return setAside(body, 'body_unmapped', `a ${parsed.outcome} is not expected without HTTP`);
    }
    return setAside(body, `body_${parsed.outcome}`, whyOf(parsed));
  };

  return async (bodies: readonly string[]): Promise<void> => {
    const taken = await Promise.allSettled(bodies.map(take));
    const receipts = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    log.info('alarms taken', { source: source.name, receipts, sent: bodies.length });
    const failed = taken.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
};
