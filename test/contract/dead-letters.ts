import { expect, it } from 'vitest';
import type { ReceiptId } from '../../functions/core/domain/receipt.ts';
import type { DeadLetters } from '../../functions/core/ports/dead-letters.ts';

export interface DeadLettersSubject {
  readonly deadLetters: DeadLetters;
  /** Puts a message into the only pile; without a receipt it is one that nobody can read. */
  readonly bury: (receiptId?: ReceiptId) => Promise<void>;
}

const RECEIPT = 'RCP-01KJQ000000000000000000001';

/** What every look at dead letters promises. */
export const deadLettersContract = (make: () => Promise<DeadLettersSubject> | DeadLettersSubject): void => {
  it('names a pile in which nothing lies', async () => {
    const { deadLetters } = await make();

    expect(await deadLetters.piles()).toMatchObject([{ count: 0, some: [] }]);
  });

  it('counts what lies there, names its receipts, and leaves it where it is', async () => {
    const { deadLetters, bury } = await make();
    await bury(RECEIPT);
    await bury();

    const looks = [await deadLetters.piles(), await deadLetters.piles()];

    expect(looks.map(([pile]) => pile?.count)).toEqual([2, 2]);
    for (const [pile] of looks) {
      expect(pile?.some).toHaveLength(2);
      expect(pile?.some).toContainEqual({ receiptId: RECEIPT });
    }
  });
};
