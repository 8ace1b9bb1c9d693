import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Counter, Gauge } from 'prom-client';
import * as z from 'zod/mini';
import { adminRoutes } from './admin.ts';
import { bodyOf } from './answers.ts';
import { makeDatabase } from './database.ts';
import { OrdersEnv, readEnv } from './env.ts';
import { makeFeedChecks } from './feed-checks.ts';
import { healthRoute } from './health.ts';
import { makeLog, saysOf } from './log.ts';
import { sqsManifests } from './manifests.ts';
import { makeMetrics } from './metrics.ts';
import { makePoison } from './poison.ts';
import { makeRefusals } from './refusals.ts';
import { restartCalls } from './restart.ts';
import { prepareSchema } from './schema.ts';
import { serve } from './serve.ts';
import { makeStocktaking } from './stocktaking.ts';
import { weaknessRoutes } from './weakness.ts';

const POLL_MILLIS = 500;

/** Paid orders that no manifest names yet. */
const DUE = "SELECT id FROM orders WHERE status = 'paid' ORDER BY paid_at LIMIT 50";
const SENT = "UPDATE orders SET status = 'sent' WHERE id = ANY($1::uuid[]) AND status = 'paid'";
const SHIP = `UPDATE orders SET status = 'shipped', shipped_at = now()
  WHERE id = ANY($1::uuid[]) AND status <> 'shipped' RETURNING id`;
const BACKLOG = `
  SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(paid_at)), 0)::float8 AS oldest
    FROM orders WHERE status <> 'shipped'`;
/** Keeps the table small: a shop of a laptop needs no history. */
const PURGE = "DELETE FROM orders WHERE status = 'shipped' AND shipped_at < now() - interval '5 minutes'";

const Id = z.object({ id: z.string() });
const Shipment = z.object({ orderIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(50)) });

const env = readEnv(OrdersEnv, process.env);
const log = makeLog({ service: env.SERVICE, instance: env.INSTANCE });
const metrics = makeMetrics(env);
const database = makeDatabase(env, 3, metrics, log);
const manifests = sqsManifests(env.MANIFESTS_QUEUE);
const refusals = makeRefusals(metrics.registry);
const poison = makePoison({ manifests, deadLetters: sqsManifests(env.DEAD_LETTERS_QUEUE), refusals });
const feedChecks = makeFeedChecks(metrics.registry, log);
const registers = [metrics.registry];
const backlog = new Gauge({ name: 'orders_backlog', help: 'Paid orders that wait for shipping.', registers });
const oldest = new Gauge({
  name: 'orders_oldest_waiting_seconds',
  help: 'How long the order that waits longest for shipping has been paid.',
  registers,
});
const shipped = new Counter({ name: 'orders_shipped_total', help: 'Orders that were shipped.', registers });

const workOnce = async (): Promise<void> => {
  const due = (await database.query(Id, DUE)).map(({ id }) => id);
  if (due.length > 0 && (await manifests.send(JSON.stringify({ orderIds: due })))) {
    await database.query(z.unknown(), SENT, [due]);
  }
  const [count] = await database.query(z.object({ waiting: z.number(), oldest: z.number() }), BACKLOG);
  backlog.set(count?.waiting ?? 0);
  oldest.set(count?.oldest ?? 0);
  await database.query(z.unknown(), PURGE);
};

const stocktaking = makeStocktaking(
  () => new pg.Client({ connectionString: env.DATABASE_URL, application_name: 'stocktaking' }),
  log,
);

await prepareSchema(database.pool(), log);
await serve(env, metrics, log, [
  {
    method: 'POST',
    path: '/shipments',
    operational: true,
    handle: async (asked) => {
      const done = await database.query(Id, SHIP, [bodyOf(Shipment, asked).orderIds]);
      shipped.inc(done.length);
      return { status: 200, body: { shipped: done.length } };
    },
  },
  refusals.route,
  healthRoute(database),
  ...adminRoutes(env.ADMIN_KEY, { ...feedChecks.calls, ...restartCalls(log) }),
  ...weaknessRoutes(stocktaking, feedChecks.weakness, poison),
]);

for (;;) {
  await workOnce().catch((thrown: unknown) => log('warn', 'shipping.postponed', { why: saysOf(thrown) }));
  await pause(POLL_MILLIS);
}
