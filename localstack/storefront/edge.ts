import { makeFaults } from '../faults/index.ts';
import { call } from './call.ts';
import { controlRoutes } from './control.ts';
import { EdgeEnv, readEnv } from './env.ts';
import { makeLog } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { serve } from './serve.ts';
import { makeUpstream } from './upstream.ts';

const env = readEnv(EdgeEnv, process.env);
const log = makeLog({ service: env.SERVICE, instance: env.INSTANCE });
const metrics = makeMetrics(env);
const catalogue = makeUpstream('catalogue', env.CATALOGUE_URLS, metrics);
const checkout = makeUpstream('checkout', env.CHECKOUT_URLS, metrics);
const faults = makeFaults({
  checkoutUrls: env.CHECKOUT_URLS,
  paymentsFunction: env.PAYMENTS_FUNCTION,
  paymentsAlias: env.PAYMENTS_ALIAS,
});

const isWell = async (url: string): Promise<boolean> => {
  const called = await call('GET', `${url}/health`, { timeoutMillis: 2000 });
  return called.outcome === 'answered' && called.status === 200;
};

const health = async (): Promise<Record<string, 'ok' | 'failing'>> => {
  const services = { catalogue: env.CATALOGUE_URLS, checkout: env.CHECKOUT_URLS, orders: env.ORDERS_URLS };
  const states = Object.entries(services).map(async ([service, urls]) => {
    const well = await Promise.all(urls.map(isWell));
    return [service, well.every(Boolean) ? 'ok' : 'failing'] as const;
  });
  return Object.fromEntries(await Promise.all(states));
};

await serve(env, metrics, log, [
  { method: 'GET', path: '/products', handle: (asked) => catalogue('GET', asked) },
  { method: 'GET', path: '/products/:id', handle: (asked) => catalogue('GET', asked) },
  { method: 'POST', path: '/checkout', handle: (asked) => checkout('POST', asked) },
  { method: 'GET', path: '/checkout/probe', operational: true, handle: (asked) => checkout('GET', asked, 'probe') },
  {
    method: 'GET',
    path: '/health',
    operational: true,
    handle: async () => {
      const services = await health();
      const well = Object.values(services).every((state) => state === 'ok');
      return { status: well ? 200 : 503, body: { status: well ? 'ok' : 'failing', services } };
    },
  },
  ...controlRoutes(faults, log),
]);
