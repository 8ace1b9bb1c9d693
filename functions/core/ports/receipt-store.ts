import type { Receipt, ReceiptId } from '../domain/receipt.ts';
import type { Instant } from '../domain/time.ts';

/** Where receipts live from when the intake takes their notification; before that, the queue alone has it. */
export interface ReceiptStore {
  /** Writes a new receipt as `queued`; never overwrites one that has settled already. */
  issue(receipt: Receipt): Promise<void>;
  /**
   * Writes the terminal state; repeating it changes nothing, and the first one stands. Only `dead_lettered` may be left,
   * by a receipt whose notification was sent back (`redrivenAt`).
   */
  settle(receipt: Receipt): Promise<void>;
  read(id: ReceiptId): Promise<Receipt | undefined>;
  /** Receipts that came before a moment and are still `queued`, oldest first. */
  stuck(before: Instant, limit: number): Promise<readonly Receipt[]>;
  /** Newest first. */
  list(limit: number): Promise<readonly Receipt[]>;
}
