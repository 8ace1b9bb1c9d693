import pg from 'pg';
import { Counter, Gauge } from 'prom-client';
import * as z from 'zod/mini';
import type { AdminCall } from './admin.ts';
import { Unavailable } from './answers.ts';
import type { DatabaseEnv } from './env.ts';
import { codeOf, type Log, saysOf } from './log.ts';
import { type Metrics, type Outcome, stopwatch } from './metrics.ts';
import { makeRenewablePool, type PoolCounts } from './renewable-pool.ts';

/** The storefront's way to PostgreSQL: one pool per process, measured. */
export interface Database {
  /** The pool that serves now; another one after it was recycled. */
  pool(): pg.Pool;
  /** What an administrator may ask of it. */
  readonly calls: Readonly<Record<'recycle-pool', AdminCall>>;
  /** Counts the requests that gave up waiting for a connection. */
  readonly acquireTimeouts: Counter;
  /** Runs one statement on a connection of the pool; throws Unavailable when the database does not do its part. */
  query<T>(row: z.ZodMiniType<T>, sql: string, values?: readonly unknown[]): Promise<readonly T[]>;
  /** Whether a trivial query comes back within a second. */
  answers(): Promise<boolean>;
}

const ACQUIRE_MILLIS = 1000;
const STATEMENT_MILLIS = 5000;
/** Shorter than the wait for a connection: whoever meets a lock gives its connection back before others give up. */
const LOCK_MILLIS = 700;

/** pg-pool gives this error no code, only this text. */
const gaveUpWaiting = (thrown: unknown): boolean => saysOf(thrown) === 'timeout exceeded when trying to connect';

/** SQLSTATE lock_not_available. */
const gaveUpOnLock = (thrown: unknown): boolean => codeOf(thrown) === '55P03';

/** SQLSTATE classes and socket errors by which PostgreSQL lets nobody in: connection, resources, shutdown. */
const TURNED_AWAY = /^(08|53|57P)|^E(CONN|PIPE|HOST)/;

/** SQLSTATE classes by which PostgreSQL says that what it was given is wrong: no feature of its, bad data, a broken constraint. */
const WRONGLY_ASKED = /^(0A|2[0-3])/;

/** Tells how a statement that threw has ended. */
export const outcomeOf = (thrown: unknown): Exclude<Outcome, 'ok'> => {
  if (gaveUpWaiting(thrown) || gaveUpOnLock(thrown) || codeOf(thrown) === '57014') return 'timeout';
  if (TURNED_AWAY.test(codeOf(thrown)) || saysOf(thrown).startsWith('Connection terminated')) return 'rejected';
  return WRONGLY_ASKED.test(codeOf(thrown)) ? 'refused' : 'error';
};

/** Keeps the pool's gauges true at every scrape, and returns the counter of requests that gave up waiting. */
export const measurePool = (pool: PoolCounts, max: number, { registry }: Pick<Metrics, 'registry'>): Counter => {
  const registers = [registry];
  new Gauge({
    name: 'db_pool_connections',
    help: 'Connections of the pool, by whether somebody uses them.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
    },
  });
  new Gauge({
    name: 'db_pool_waiting',
    help: 'Requests that wait for a connection.',
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
  new Gauge({ name: 'db_pool_max', help: 'Connections that the pool may have.', registers }).set(max);
  return new Counter({
    name: 'db_pool_acquire_timeouts_total',
    help: 'Requests that gave up waiting for a connection.',
    registers,
  });
};

/** Opens the pool of a process; the sessions carry the instance's name, so that they can be told from anybody else's. */
export const makeDatabase = (env: DatabaseEnv, max: number, metrics: Metrics, log: Log): Database => {
  const open = (): pg.Pool => {
    const pool = new pg.Pool({
      connectionString: env.DATABASE_URL,
      application_name: env.INSTANCE,
      max,
      connectionTimeoutMillis: ACQUIRE_MILLIS,
      statement_timeout: STATEMENT_MILLIS,
      lock_timeout: LOCK_MILLIS,
      idleTimeoutMillis: 30_000,
    });
    // Without a listener, a session that PostgreSQL ends would end this process too.
    pool.on('connect', (client) => client.on('error', (error) => log('warn', 'session.lost', { why: error.message })));
    pool.on('error', () => undefined);
    return pool;
  };
  const pools = makeRenewablePool(open, log);
  const timeouts = measurePool(pools.counts, max, metrics);
  const lockTimeouts = new Counter({
    name: 'db_lock_timeouts_total',
    help: 'Statements that gave up waiting for a lock.',
    registers: [metrics.registry],
  });
  const rowsOf = async (sql: string, values: readonly unknown[]): Promise<readonly unknown[]> => {
    const seconds = stopwatch();
    try {
      const { rows } = await pools.now().query(sql, [...values]);
      metrics.dependencyCalled('database', { outcome: 'ok' }, seconds());
      return rows;
    } catch (thrown) {
      const outcome = outcomeOf(thrown);
      if (gaveUpWaiting(thrown)) timeouts.inc();
      if (gaveUpOnLock(thrown)) lockTimeouts.inc();
      metrics.dependencyCalled('database', { outcome }, seconds());
      throw outcome === 'error' || outcome === 'refused' ? thrown : new Unavailable('database', thrown);
    }
  };

  const query = async <T>(row: z.ZodMiniType<T>, sql: string, values: readonly unknown[] = []) =>
    z.parse(z.array(row), await rowsOf(sql, values));

  const answers = async (): Promise<boolean> => {
    const late = AbortSignal.timeout(1000);
    const giveUp = new Promise<false>((resolve) => late.addEventListener('abort', () => resolve(false)));
    const asked = query(z.unknown(), 'SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([asked, giveUp]);
  };

  return { pool: pools.now, calls: pools.calls, acquireTimeouts: timeouts, query, answers };
};
