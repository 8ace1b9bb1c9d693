import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { adminRoutes } from './admin.ts';
import { bodyOf, Refused } from './answers.ts';
import { makeDatabase } from './database.ts';
import { CheckoutEnv, readEnv } from './env.ts';
import { healthRoute } from './health.ts';
import { makeHolder } from './hold-transactions.ts';
import { makeLog } from './log.ts';
import { lyingSensor } from './lying-sensor.ts';
import { makeMetrics, stopwatch } from './metrics.ts';
import { watchParameter } from './parameter.ts';
import { makePayments, type Watch } from './payments.ts';
import { prepareSchema } from './schema.ts';
import { serve } from './serve.ts';
import { makeSwitch } from './switch.ts';
import { weaknessRoutes } from './weakness.ts';

const POOL_MAX = 5;
const Order = z.object({
  productId: z.string().check(z.minLength(1), z.maxLength(40)),
  quantity: z.number().check(z.int(), z.minimum(1), z.maximum(20)),
});
const Price = z.object({ price_cents: z.number() });
/** An order and the stock that it takes, together or not at all. */
const SELL = `
  WITH taken AS (UPDATE stock SET sold = sold + $3 WHERE product_id = $2)
  INSERT INTO orders (id, product_id, quantity, amount_cents, authorisation_id, status)
  VALUES ($1, $2, $3, $4, $5, 'paid')`;

const env = readEnv(CheckoutEnv, process.env);
const log = makeLog({ service: env.SERVICE, instance: env.INSTANCE });
const metrics = makeMetrics(env);
const database = makeDatabase(env, POOL_MAX, metrics, log);
const authorise = makePayments(env.PAYMENTS_FUNCTION, env.PAYMENTS_ALIAS);
const house = watchParameter(env.ACQUIRER_PARAMETER, 'primary', log);
const holder = makeHolder(database.pool, POOL_MAX, log);

const counted = (): Watch => {
  const seconds = stopwatch();
  return (ended) => metrics.dependencyCalled('payments', ended, seconds());
};
/** A probe is no customer: were its calls counted, a shop that waits for its payments would look like a sick one. */
const uncounted: Watch = () => undefined;

/** A bug in how parcels are made up: it gives up on whatever fills more than one. */
const wrongParcels = makeSwitch('wrong-parcels');
const makeUpParcels = (quantity: number): void => {
  if (wrongParcels.isOn() && quantity > 1) throw new RangeError(`no parcel holds ${quantity} pieces`);
};

const placeOrder = async ({ productId, quantity }: z.infer<typeof Order>) => {
  makeUpParcels(quantity);
  const [product] = await database.query(Price, 'SELECT price_cents FROM products WHERE id = $1', [productId]);
  if (!product) throw new Refused(422, 'unprocessable', `productId: no product ${productId}`);
  const orderId = randomUUID();
  const amount = product.price_cents * quantity;
  const { authorisationId } = await authorise({ orderId, amount, currency: 'EUR', house: house() }, counted());
  await database.query(z.unknown(), SELL, [orderId, productId, quantity, amount, authorisationId]);
  return { orderId, amount, currency: 'EUR', status: 'paid' };
};

await prepareSchema(database.pool(), log);
await serve(env, metrics, log, [
  {
    method: 'POST',
    path: '/checkout',
    handle: async (asked) => ({ status: 201, body: await placeOrder(bodyOf(Order, asked)) }),
  },
  {
    method: 'GET',
    path: '/checkout/probe',
    operational: true,
    handle: async () => {
      await database.query(z.unknown(), 'SELECT count(*) FROM products');
      const { version } = await authorise({ orderId: 'probe', amount: 0, currency: 'EUR', house: house() }, uncounted);
      return { status: 200, body: { status: 'ok', instance: env.INSTANCE, paymentsVersion: version } };
    },
  },
  healthRoute(database),
  ...adminRoutes(env.ADMIN_KEY, database.calls),
  ...weaknessRoutes(...holder.weaknesses, wrongParcels, lyingSensor(database.acquireTimeouts)),
]);
