import { DependencyUnavailable } from '../domain/errors.ts';
import type { QuarantineId } from '../domain/quarantine-id.ts';
import type { ReceiptId } from '../domain/receipt.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { NotificationReader } from '../ports/notification-reader.ts';
import type { Quarantine } from '../ports/quarantine.ts';
import type { ReceiveNotification } from './receive-notification.ts';
import type { SettleAtOnce } from './settle-at-once.ts';

export interface ReplayDeps {
  readonly quarantine: Quarantine;
  readonly read: NotificationReader;
  readonly receive: ReceiveNotification;
  readonly settle: SettleAtOnce;
  readonly clock: Clock;
}

export type Replayed =
  | { readonly outcome: 'replayed'; readonly receiptId: ReceiptId }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'not_understood'; readonly why: string };

/** Sends a quarantined body the way of every notification again, for instance after its source was taught its shape. */
export const makeReplayQuarantined = ({ quarantine, read, receive, settle, clock }: ReplayDeps) => {
  const taken = async (source: string, text: string): Promise<ReceiptId> => {
    const received = await receive(source, text);
    if (received.outcome === 'stored') return received.receiptId;
    throw new DependencyUnavailable('queue', 'the notification could not be stored', { cause: received.cause });
  };

  return async (id: QuarantineId, by: string): Promise<Replayed> => {
    const found = await quarantine.read(id);
    if (found === undefined) return { outcome: 'unknown' };
    const { source, headers } = found.quarantined;
    const reread = read(source, found.body, headers);
    if (reread.outcome === 'not_understood') return reread;
    const receiptId = reread.outcome === 'test' ? await settle(source, 'test') : await taken(source, reread.text);
    await quarantine.noteReplay(id, { at: instant(clock()), by, receiptId });
    return { outcome: 'replayed', receiptId };
  };
};

export type ReplayQuarantined = ReturnType<typeof makeReplayQuarantined>;
