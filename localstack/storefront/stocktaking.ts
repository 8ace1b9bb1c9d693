import { setTimeout as pause } from 'node:timers/promises';
import { type Log, saysOf } from './log.ts';
import type { Weakness } from './weakness.ts';

/** What is needed of a connection of its own. */
export interface StocktakingClient {
  connect(): Promise<unknown>;
  query(sql: string): Promise<unknown>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** The longest that it counts: then it is over by itself, so that a forgotten one does not hurt for ever. */
const LONGEST_MILLIS = 180_000;
const LOCK = 'SELECT product_id FROM stock ORDER BY product_id FOR UPDATE';
/** Counting takes its time, shelf by shelf. */
const COUNT = 'SELECT count(*) FROM orders, pg_sleep(0.5)';

/**
 * A stocktaking that counts in one long transaction and keeps every row of the stock locked meanwhile: whoever sells
 * something waits for it. Whoever ends its session cures it.
 */
export const makeStocktaking = (open: () => StocktakingClient, log: Log): Weakness => {
  let counting: Promise<void> | undefined;
  let stopping = false;

  const count = async (client: StocktakingClient): Promise<void> => {
    const until = performance.now() + LONGEST_MILLIS;
    try {
      while (!stopping && performance.now() < until) {
        await client.query(COUNT);
        await pause(10);
      }
      await client.query('ROLLBACK');
    } catch (thrown) {
      log('warn', 'stocktaking.cut_off', { why: saysOf(thrown) });
    } finally {
      await client.end().catch(() => undefined);
      counting = undefined;
    }
  };

  return {
    name: 'stocktaking',
    begin: async () => {
      if (counting !== undefined) return;
      stopping = false;
      const client = open();
      client.on('error', (error) => log('warn', 'session.lost', { why: error.message }));
      await client.connect();
      await client.query('BEGIN');
      await client.query(LOCK);
      counting = count(client);
    },
    end: async () => {
      if (counting === undefined) return false;
      stopping = true;
      await counting;
      return true;
    },
  };
};
