import * as z from 'zod/mini';
import { adminRoutes } from './admin.ts';
import { makeDatabase } from './database.ts';
import { CatalogueEnv, readEnv } from './env.ts';
import { healthRoute } from './health.ts';
import { makeLog } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { makePageCache } from './page-cache.ts';
import { watchParameter } from './parameter.ts';
import { makePlaces } from './places.ts';
import { restartCalls } from './restart.ts';
import type { Answer } from './routes.ts';
import { prepareSchema } from './schema.ts';
import { serve } from './serve.ts';
import { weaknessRoutes } from './weakness.ts';

const Product = z.object({ id: z.string(), name: z.string(), price_cents: z.number() });
const LIST = 'SELECT id, name, price_cents FROM products ORDER BY id LIMIT $1';
const LOOK = 'SELECT id, name, price_cents FROM products WHERE id = $1';

const env = readEnv(CatalogueEnv, process.env);
const log = makeLog({ service: env.SERVICE, instance: env.INSTANCE });
const metrics = makeMetrics(env);
const database = makeDatabase(env, 5, metrics, log);
const pages = makePageCache(metrics.registry, env.PAGE_BYTES);
/** A page is read for two seconds: 24 visitors are inside on a usual day, a hundred when three times as many come to look. */
const places = makePlaces(metrics, { usual: 72, most: 240, stayMillis: 2000, now: () => performance.now() });
const pageSize = watchParameter(env.PAGE_SIZE_PARAMETER, '24', log);

const page = (url: string, body: unknown): Answer => {
  pages.remember(url, JSON.stringify(body));
  return { status: 200, body };
};

await prepareSchema(database.pool(), log);
await serve(env, metrics, log, [
  {
    method: 'GET',
    path: '/products',
    handle: places.seated(async ({ url }) =>
      page(url, { products: await database.query(Product, LIST, [pageSize()]) }),
    ),
  },
  {
    method: 'GET',
    path: '/products/:id',
    handle: places.seated(async ({ params, url }) => {
      const [product] = await database.query(Product, LOOK, [params['id']]);
      return product ? page(url, product) : { status: 404, body: { error: 'unknown_product' } };
    }),
  },
  healthRoute(database),
  ...adminRoutes(env.ADMIN_KEY, { ...restartCalls(log), ...places.calls }),
  ...weaknessRoutes(pages.weakness, places.weakness),
]);
