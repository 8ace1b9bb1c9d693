import * as z from 'zod/mini';
import { makeDatabase } from './database.ts';
import { DatabaseEnv, readEnv } from './env.ts';
import { healthRoute } from './health.ts';
import { makeLog } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { prepareSchema } from './schema.ts';
import { serve } from './serve.ts';

const Product = z.object({ id: z.string(), name: z.string(), price_cents: z.number() });

const env = readEnv(DatabaseEnv, process.env);
const log = makeLog({ service: env.SERVICE, instance: env.INSTANCE });
const metrics = makeMetrics(env);
const database = makeDatabase(env, 5, metrics, log);

await prepareSchema(database.pool, log);
await serve(env, metrics, log, [
  {
    method: 'GET',
    path: '/products',
    handle: async () => ({
      status: 200,
      body: { products: await database.query(Product, 'SELECT id, name, price_cents FROM products ORDER BY id') },
    }),
  },
  {
    method: 'GET',
    path: '/products/:id',
    handle: async ({ params }) => {
      const sql = 'SELECT id, name, price_cents FROM products WHERE id = $1';
      const [product] = await database.query(Product, sql, [params['id']]);
      return product ? { status: 200, body: product } : { status: 404, body: { error: 'unknown_product' } };
    },
  },
  healthRoute(database),
]);
