import { setTimeout as pause } from 'node:timers/promises';
import { Counter, Gauge } from 'prom-client';
import * as z from 'zod/mini';
import { makeDatabase } from './database.ts';
import { DatabaseEnv, readEnv } from './env.ts';
import { healthRoute } from './health.ts';
import { makeLog, saysOf } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { prepareSchema } from './schema.ts';
import { serve } from './serve.ts';

const POLL_MILLIS = 500;

const SHIP = `
  WITH due AS (
    SELECT id FROM orders WHERE status = 'paid' ORDER BY paid_at LIMIT 50 FOR UPDATE SKIP LOCKED
  )
  UPDATE orders SET status = 'shipped', shipped_at = now() FROM due WHERE orders.id = due.id
  RETURNING orders.id`;
const BACKLOG = "SELECT count(*)::int AS waiting FROM orders WHERE status = 'paid'";
/** Keeps the table small: a shop of a laptop needs no history. */
const PURGE = "DELETE FROM orders WHERE status = 'shipped' AND shipped_at < now() - interval '5 minutes'";

const env = readEnv(DatabaseEnv, process.env);
const log = makeLog({ service: env.SERVICE, instance: env.INSTANCE });
const metrics = makeMetrics(env);
const database = makeDatabase(env, 3, metrics, log);
const registers = [metrics.registry];
const backlog = new Gauge({ name: 'orders_backlog', help: 'Paid orders that wait for shipping.', registers });
const shipped = new Counter({ name: 'orders_shipped_total', help: 'Orders that were shipped.', registers });

const workOnce = async (): Promise<void> => {
  const done = await database.query(z.object({ id: z.string() }), SHIP);
  shipped.inc(done.length);
  const [count] = await database.query(z.object({ waiting: z.number() }), BACKLOG);
  backlog.set(count?.waiting ?? 0);
  await database.query(z.unknown(), PURGE);
};

await prepareSchema(database.pool, log);
await serve(env, metrics, log, [healthRoute(database)]);

for (;;) {
  await workOnce().catch((thrown: unknown) => log('warn', 'shipping.postponed', { why: saysOf(thrown) }));
  await pause(POLL_MILLIS);
}
