import type { EventEmitter } from 'node:events';
import { type Log, saysOf } from './log.ts';
import type { Weakness } from './weakness.ts';

/** A code path with a bug: it opens transactions and waits inside them for something that never comes. */
export interface Holder {
  /** Takes every connection of the pool that it does not hold yet; returns how many it holds. */
  hold(): Promise<number>;
  /** The same, and whatever is taken from it, it takes again from that same pool, for as long as there is that pool. */
  insist(): Promise<number>;
  /** Gives all of them up; returns how many it held. */
  release(): number;
  /** As the process lets it be begun and ended. */
  readonly weaknesses: readonly [Weakness, Weakness];
}

/** What is needed of a connection of the pool. */
export interface HeldClient extends Pick<EventEmitter, 'once'> {
  query(sql: string): Promise<unknown>;
  release(destroy: true): void;
}

/** What is needed of a pool. */
export interface HoldablePool {
  connect(): Promise<HeldClient>;
  /** Whether it was given up. */
  readonly ending?: boolean;
}

/** Makes the bug real for one pool. Whoever ends its sessions cures it: each lost session is given up at once. */
export const makeHolder = (poolNow: () => HoldablePool, max: number, log: Log): Holder => {
  const held = new Set<HeldClient>();
  let holding: Promise<number> | undefined;
  /** Whoever insists has kept the pool that it began with. */
  let insisting: HoldablePool | undefined;

  const giveUp = (client: HeldClient): void => {
    if (!held.delete(client)) return;
    client.release(true);
    if (insisting !== undefined) takeAgain(insisting);
  };

  const takeAgain = (pool: HoldablePool): void => {
    take(pool, () => insisting === pool).catch((thrown: unknown) => {
      log('warn', 'transaction.not_held', { why: saysOf(thrown) });
      if (pool.ending === true) insisting = undefined;
      else if (insisting === pool) takeAgain(pool);
    });
  };

  const take = async (pool: HoldablePool, isWanted = () => true): Promise<void> => {
    const client = await pool.connect();
    if (!isWanted()) return client.release(true);
    held.add(client);
    client.once('error', () => giveUp(client));
    client.once('end', () => giveUp(client));
    try {
      await client.query('BEGIN');
      await client.query('SELECT id, price_cents FROM products LIMIT 1');
    } catch (thrown) {
      giveUp(client);
      throw thrown;
    }
  };

  const takeAll = async (): Promise<number> => {
    const pool = insisting ?? poolNow();
    const wanted = Array.from({ length: max - held.size }, () => take(pool));
    for (const taken of await Promise.allSettled(wanted)) {
      if (taken.status === 'rejected') log('warn', 'transaction.not_held', { why: saysOf(taken.reason) });
    }
    holding = undefined;
    return held.size;
  };

  const hold = (): Promise<number> => {
    holding ??= takeAll();
    return holding;
  };

  const insist = (): Promise<number> => {
    insisting ??= poolNow();
    return hold();
  };

  const release = (): number => {
    insisting = undefined;
    const count = held.size;
    for (const client of held) giveUp(client);
    return count;
  };

  const weakness = (name: string, begin: () => Promise<number>): Weakness => ({
    name,
    begin: async () => {
      await begin();
    },
    end: () => release() > 0,
  });

  return {
    hold,
    insist,
    release,
    weaknesses: [weakness('hold-transactions', hold), weakness('insist-on-transactions', insist)],
  };
};
