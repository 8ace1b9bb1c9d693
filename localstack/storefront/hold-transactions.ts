import type { EventEmitter } from 'node:events';
import { type Log, saysOf } from './log.ts';

/** A code path with a bug: it opens transactions and waits inside them for something that never comes. */
export interface Holder {
  /** Takes every connection of the pool that it does not hold yet; returns how many it holds. */
  hold(): Promise<number>;
  /** Gives all of them up; returns how many it held. */
  release(): number;
}

/** What is needed of a connection of the pool. */
export interface HeldClient extends Pick<EventEmitter, 'once'> {
  query(sql: string): Promise<unknown>;
  release(destroy: true): void;
}

/** Makes the bug real for one pool. Whoever ends its sessions cures it: each lost session is given up at once. */
export const makeHolder = (pool: { connect(): Promise<HeldClient> }, max: number, log: Log): Holder => {
  const held = new Set<HeldClient>();
  let holding: Promise<number> | undefined;

  const giveUp = (client: HeldClient): void => {
    if (held.delete(client)) client.release(true);
  };

  const take = async (): Promise<void> => {
    const client = await pool.connect();
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
    const wanted = Array.from({ length: max - held.size }, take);
    for (const taken of await Promise.allSettled(wanted)) {
      if (taken.status === 'rejected') log('warn', 'transaction.not_held', { why: saysOf(taken.reason) });
    }
    holding = undefined;
    return held.size;
  };

  return {
    hold: () => {
      holding ??= takeAll();
      return holding;
    },
    release: () => {
      const count = held.size;
      for (const client of held) giveUp(client);
      return count;
    },
  };
};
