import { join } from 'node:path';
import { makeFaults } from '../faults/index.ts';
import { makeTraps } from '../traps/index.ts';
import { adminRoutes } from './admin.ts';
import { Refused } from './answers.ts';
import { call } from './call.ts';
import { controlRoutes } from './control.ts';
import { serveTls } from './endpoint.ts';
import { EdgeEnv, readEnv } from './env.ts';
import { fileLimit } from './file-limit.ts';
import { makeLog, saysOf } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { patientOf } from './patient.ts';
import type { Answer, Asked, Route } from './routes.ts';
import { serve } from './serve.ts';
import { makeSpool } from './spool.ts';
import { makeUpstream } from './upstream.ts';
import { weaknessRoutes } from './weakness.ts';

const env = readEnv(EdgeEnv, process.env);
const log = makeLog({ service: env.SERVICE, instance: env.INSTANCE });
const metrics = makeMetrics(env);
const catalogue = makeUpstream('catalogue', env.CATALOGUE_URLS, metrics);
const checkout = makeUpstream('checkout', env.CHECKOUT_URLS, metrics);
const orders = makeUpstream('orders', env.ORDERS_URLS, metrics);
const spool = makeSpool(join(env.DATA_FOLDER, 'spool'), fileLimit(), metrics.registry);
const endpoint = serveTls(env.TLS_PORT, join(env.DATA_FOLDER, 'ca'), log);
const patient = patientOf(env);

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

/** Whoever is served is logged first: where that cannot be written, nobody is served. */
const logged =
  (answer: (asked: Asked) => Promise<Answer>) =>
  async (asked: Asked): Promise<Answer> => {
    try {
      spool.write(`${JSON.stringify({ at: new Date().toISOString(), url: asked.url })}\n`);
    } catch (thrown) {
      log('error', 'access.unlogged', { why: saysOf(thrown) });
      throw new Refused(507, 'insufficient_storage', 'the access log cannot be written');
    }
    return answer(asked);
  };

const customers: readonly Route[] = [
  { method: 'GET', path: '/products', handle: logged((asked) => catalogue('GET', asked)) },
  { method: 'GET', path: '/products/:id', handle: logged((asked) => catalogue('GET', asked)) },
  { method: 'POST', path: '/checkout', handle: logged((asked) => checkout('POST', asked)) },
];

await serve(env, metrics, log, [
  ...customers,
  { method: 'GET', path: '/checkout/probe', operational: true, handle: (asked) => checkout('GET', asked, 'probe') },
  { method: 'POST', path: '/shipments', operational: true, handle: (asked) => orders('POST', asked, 'probe') },
  { method: 'POST', path: '/refusals', operational: true, handle: (asked) => orders('POST', asked, 'probe') },
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
  ...adminRoutes(env.ADMIN_KEY, { ...spool.calls, ...endpoint.calls }),
  ...weaknessRoutes(spool.weakness, endpoint.weakness),
  ...controlRoutes([...makeFaults(patient), ...makeTraps(patient)], log),
]);
