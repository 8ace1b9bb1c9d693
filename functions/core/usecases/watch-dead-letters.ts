import type { Receipt, ReceiptId } from '../domain/receipt.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { Finding } from '../domain/troubles.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeadLetterPile, DeadLetters } from '../ports/dead-letters.ts';
import type { ReceiptStore } from '../ports/receipt-store.ts';
import type { FollowTroubles } from './follow-troubles.ts';

export interface WatchDeadLettersDeps {
  readonly deadLetters: DeadLetters;
  readonly receipts: ReceiptStore;
  readonly follow: FollowTroubles;
  readonly clock: Clock;
}

export interface DeadLettersWatched {
  /** How many lie in each queue. */
  readonly counts: Readonly<Record<string, number>>;
  /** Receipts that have waited for too long. */
  readonly stuck: number;
}

/** A notification should have been taken in by then: `prove` says so too. Seconds. */
const STUCK = 300;
const MOST = 100;
const MOST_TOLD = 3;
const LONGEST_WHY = 160;

/** Whatever could not be taken in is a trouble of ours until it is gone: dead letters, and receipts that never settle. */
export const makeWatchDeadLetters = ({ deadLetters, receipts, follow, clock }: WatchDeadLettersDeps) => {
  /** A worker that died with a notification could not write the last word on it; where that lies now is known. */
  const buried = async (id: ReceiptId): Promise<Receipt | undefined> => {
    const receipt = await receipts.read(id);
    if (receipt?.state !== 'queued') return receipt;
    const why = 'whoever took it died each time; it lies in the dead letters';
    const settledAt = instant(clock());
    await receipts.settle({ ...receipt, state: 'dead_lettered', reason: 'intake_unavailable', why, settledAt });
    return receipts.read(id);
  };

  const whyOf = async ({ some }: DeadLetterPile): Promise<readonly string[]> => {
    const ids = some.flatMap(({ receiptId }) => receiptId ?? []);
    const read = await Promise.all([...new Set(ids)].map(buried));
    const told = read.map((one) => `${one?.source ?? '?'}: ${one?.reason ?? 'unknown'}, ${one?.why ?? 'no receipt'}`);
    return [...new Set(told.map((text) => text.slice(0, LONGEST_WHY).toWellFormed()))].slice(0, MOST_TOLD);
  };

  const judged = async (pile: DeadLetterPile): Promise<Finding> => {
    const condition = `dead letters ${pile.name}`;
    if (pile.count === 0) return { condition, wrong: false };
    const why = await whyOf(pile);
    const says = `${pile.count} in the dead letters of ${pile.name}${why.length > 0 ? ` (${why.join('; ')})` : ''}: bin/selfright dlq list`;
    return { condition, wrong: true, name: 'DeadLetters', reason: 'dead_letters', says };
  };

  const stuck = async (): Promise<Finding & { readonly count: number }> => {
    const condition = 'receipts stuck';
    const waiting = await receipts.stuck(plusSeconds(instant(clock()), -STUCK), MOST);
    const [oldest] = waiting;
    if (oldest === undefined) return { condition, wrong: false, count: 0 };
    const count = waiting.length;
    const says = `${count} notifications, the oldest ${oldest.id} of ${oldest.receivedAt}, are neither taken in nor dead letters after ${STUCK} s.`;
    return { condition, wrong: true, name: 'ReceiptsStuck', reason: 'receipts_stuck', says, count };
  };

  return async (): Promise<DeadLettersWatched> => {
    const piles = await deadLetters.piles();
    const findings = await Promise.all(piles.map(judged));
    const { count, ...waiting } = await stuck();
    await follow([...findings, waiting]);
    return { counts: Object.fromEntries(piles.map((pile) => [pile.name, pile.count])), stuck: count };
  };
};

export type WatchDeadLetters = ReturnType<typeof makeWatchDeadLetters>;
