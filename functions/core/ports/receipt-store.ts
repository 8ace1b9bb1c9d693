import type { Receipt, ReceiptId } from '../domain/receipt.ts';

/** Where receipts live, from the first byte taken to the terminal state. */
export interface ReceiptStore {
  /** Writes a new receipt as `queued`; never overwrites one that has settled already. */
  issue(receipt: Receipt): Promise<void>;
  /**
   * Writes the terminal state; repeating it changes nothing, and the first one stands. Only `dead_lettered` may be left,
   * by a receipt whose notification was sent back (`redrivenAt`).
   */
  settle(receipt: Receipt): Promise<void>;
  read(id: ReceiptId): Promise<Receipt | undefined>;
  /** Newest first. */
  list(limit: number): Promise<readonly Receipt[]>;
}
