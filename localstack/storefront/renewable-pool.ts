import type { AdminCall } from './admin.ts';
import type { Log } from './log.ts';

/** The part of a pool that its gauges read. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** What is needed of a pool. */
export interface EndablePool extends PoolCounts {
  on(event: 'connect' | 'remove', listener: (client: object) => void): unknown;
  /** Takes nobody in any more, and ends what is idle. */
  end(): Promise<unknown>;
}

/** What is on its way when a pool is given up has this long to end. */
const DRAIN_MILLIS = 1000;

const canEnd = (client: object): client is { end(): Promise<unknown> } =>
  'end' in client && typeof client.end === 'function';

/**
 * A pool that can be given up for a new one: what comes is served by the new one at once, and the sessions of the old one
 * end, also those that somebody took and never gave back.
 */
export const makeRenewablePool = <P extends EndablePool>(open: () => P, log: Log) => {
  const start = () => {
    const pool = open();
    const clients = new Set<object>();
    pool.on('connect', (client) => clients.add(client));
    pool.on('remove', (client) => clients.delete(client));
    return { pool, clients, openedAt: new Date().toISOString() };
  };
  let current = start();
  let generation = 1;

  const giveUp = ({ pool, clients }: typeof current): void => {
    pool.end().catch((thrown: unknown) => log('warn', 'pool.not_ended', { why: String(thrown) }));
    setTimeout(() => {
      for (const client of clients) {
        if (canEnd(client)) client.end().catch(() => log('info', 'session.lost'));
      }
    }, DRAIN_MILLIS);
  };

  const recycle: AdminCall = {
    state: () => ({ generation, openedAt: current.openedAt }),
    run: () => {
      const old = current;
      current = start();
      generation += 1;
      const gaveUp = old.pool.totalCount;
      log('warn', 'pool.recycled', { generation, gaveUp });
      giveUp(old);
      return { generation, gaveUp };
    },
  };

  const counts: PoolCounts = {
    get totalCount() {
      return current.pool.totalCount;
    },
    get idleCount() {
      return current.pool.idleCount;
    },
    get waitingCount() {
      return current.pool.waitingCount;
    },
  };

  return { now: (): P => current.pool, counts, calls: { 'recycle-pool': recycle } };
};
