import type { Receipt, ReceiptId } from '../domain/receipt.ts';
import { givenOut } from '../domain/receipt-id.ts';
import { instant } from '../domain/time.ts';
import type { Digest } from '../domain/timeline.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReceiptStore } from '../ports/receipt-store.ts';

export interface LookUpDeps {
  readonly receipts: Pick<ReceiptStore, 'read'>;
  /** Names of all sources. */
  readonly sources: readonly string[];
  readonly clock: Clock;
  readonly digest: Digest;
}

/** What became of a notification. One that was given out and is not on record yet lies in the queue. */
export const makeLookUpReceipt =
  ({ receipts, sources, clock, digest }: LookUpDeps) =>
  async (id: ReceiptId): Promise<Receipt | undefined> => {
    const known = await receipts.read(id);
    if (known !== undefined) return known;
    const given = givenOut(id, sources, instant(clock()), digest);
    return given && { id, state: 'queued', ...given };
  };

export type LookUpReceipt = ReturnType<typeof makeLookUpReceipt>;
