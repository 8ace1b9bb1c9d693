import type { ReceiptId } from '../../../functions/core/domain/receipt.ts';
import type { DeadLetterPile, DeadLetters } from '../../../functions/core/ports/dead-letters.ts';

/** Piles of dead letters that a test fills. */
export interface InMemoryDeadLetters extends DeadLetters {
  readonly queues: Map<string, readonly (ReceiptId | undefined)[]>;
}

export const inMemoryDeadLetters = (...names: readonly string[]): InMemoryDeadLetters => {
  const queues = new Map<string, readonly (ReceiptId | undefined)[]>(names.map((name) => [name, []]));
  return {
    queues,
    piles: async () =>
      [...queues].map(
        ([name, letters]): DeadLetterPile => ({
          name,
          count: letters.length,
          some: letters.slice(0, 10).map((receiptId) => ({ receiptId })),
        }),
      ),
  };
};
