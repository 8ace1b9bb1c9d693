import type { ReceiptId, ReceiptState } from '../domain/receipt.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { ReceiptStore } from '../ports/receipt-store.ts';

export interface SettleDeps {
  readonly receipts: ReceiptStore;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Writes the receipt of a notification that holds no alerts to process: it is terminal from the start. */
export const makeSettleAtOnce =
  ({ receipts, ids, clock }: SettleDeps) =>
  async (source: string, state: Extract<ReceiptState, 'test' | 'recorded'>): Promise<ReceiptId> => {
    const now = instant(clock());
    const id = ids.receipt(source);
    await receipts.settle({ id, source, state, receivedAt: now, settledAt: now });
    return id;
  };

export type SettleAtOnce = ReturnType<typeof makeSettleAtOnce>;
