import type { QuarantineReason } from '../domain/quarantine.ts';
import type { ReceiptId } from '../domain/receipt.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Quarantine } from '../ports/quarantine.ts';
import type { ReceiptStore } from '../ports/receipt-store.ts';
import type { NoticeGrowth } from './notice-growth.ts';

export interface QuarantineDeps {
  readonly quarantine: Quarantine;
  readonly receipts: ReceiptStore;
  readonly noticeGrowth: NoticeGrowth;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** What was sent, and why it was not understood. */
export interface Unfit {
  readonly source: string;
  readonly body: Uint8Array;
  /** Only those that are needed to read the body again. */
  readonly headers: Readonly<Record<string, string>>;
  readonly reason: QuarantineReason;
  readonly why: string;
}

export interface SetApart {
  readonly receiptId: ReceiptId;
  /** Set when it is kept, but whether that is a trouble of its own could not be found out. */
  readonly growthFailed?: unknown;
}

const LONGEST_WHY = 500;

/** Keeps what an authentic sender sent and we do not understand. The body is stored before its receipt says so. */
export const makeQuarantineNotification =
  ({ quarantine, receipts, noticeGrowth, ids, clock }: QuarantineDeps) =>
  async ({ why, ...unfit }: Unfit): Promise<SetApart> => {
    const at = instant(clock());
    const receiptId = ids.receipt(unfit.source);
    const short = why.slice(0, LONGEST_WHY).toWellFormed();
    const { id: quarantineId } = await quarantine.keep({ ...unfit, why: short, receiptId, at });
    const { source, reason } = unfit;
    const settled = { state: 'quarantined', receivedAt: at, settledAt: at, reason, why: short, quarantineId } as const;
    const [written, noticed] = await Promise.allSettled([
      receipts.settle({ id: receiptId, source, ...settled }),
      noticeGrowth(source, quarantineId, at),
    ]);
    if (written.status === 'rejected') throw written.reason;
    return noticed.status === 'fulfilled' ? { receiptId } : { receiptId, growthFailed: noticed.reason };
  };

export type QuarantineNotification = ReturnType<typeof makeQuarantineNotification>;
