import type { ReceiptId } from '../domain/receipt.ts';

/** One message that its consumer could not take. */
export interface DeadLetter {
  /** The receipt of the notification in it; absent when it is none, or cannot be read. */
  readonly receiptId?: ReceiptId | undefined;
}

/** What lies in one queue of dead letters. */
export interface DeadLetterPile {
  /** How the queue is called in front of people. */
  readonly name: string;
  /** How many there are, as far as the queue knows; those that somebody is looking at count. */
  readonly count: number;
  /** Some of them. */
  readonly some: readonly DeadLetter[];
}

/** Looks at the queues of dead letters and leaves everything where it is. */
export interface DeadLetters {
  piles(): Promise<readonly DeadLetterPile[]>;
}
