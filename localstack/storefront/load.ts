import { setTimeout as pause } from 'node:timers/promises';
import { type Called, call } from './call.ts';
import { LoadEnv, readEnv } from './env.ts';
import { makeLog } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { CROWD, crowdVisitAt, dueAfter, MAX_IN_FLIGHT, RATE, type Visit, visitAt } from './schedule.ts';
import { serve } from './serve.ts';
import { makeSwitch } from './switch.ts';
import { weaknessRoutes } from './weakness.ts';
import { watchCertificate } from './wire.ts';

const TIMEOUT_MILLIS = 8000;
const REPORT_EVERY = RATE * 30;

const env = readEnv(LoadEnv, process.env);
const log = makeLog({ service: env.SERVICE, instance: env.INSTANCE });
const metrics = makeMetrics(env);
const crowd = makeSwitch('crowd');
const tally = new Map<string, number>();
let inFlight = 0;
/** Payments are deployed after the shop opens; until checkout can answer at all, nobody is sent there. */
let checkoutIsOpen = false;

const visit = (one: Visit): Promise<Called> => {
  const timeoutMillis = TIMEOUT_MILLIS;
  if (one.kind === 'list') return call('GET', `${env.EDGE_URL}/products`, { timeoutMillis });
  if (one.kind === 'look') return call('GET', `${env.EDGE_URL}/products/${one.productId}`, { timeoutMillis });
  const body = JSON.stringify({ productId: one.productId, quantity: one.quantity });
  return call('POST', `${env.EDGE_URL}/checkout`, { body, timeoutMillis });
};

const add = (what: string): void => {
  tally.set(what, (tally.get(what) ?? 0) + 1);
};

const send = async (one: Visit): Promise<void> => {
  if (one.kind === 'buy' && !checkoutIsOpen) return;
  if (inFlight >= MAX_IN_FLIGHT) return add(`${one.kind} not sent`);
  inFlight += 1;
  const called = await visit(one);
  inFlight -= 1;
  add(`${one.kind} ${called.outcome === 'answered' ? called.status : called.outcome}`);
};

const waitForCheckout = async (): Promise<void> => {
  while (!checkoutIsOpen) {
    const probe = await call('GET', `${env.EDGE_URL}/checkout/probe`, { timeoutMillis: TIMEOUT_MILLIS });
    checkoutIsOpen = probe.outcome === 'answered' && probe.status === 200;
    if (!checkoutIsOpen) await pause(1000);
  }
  log('info', 'checkout.opened');
};

const report = (): void => {
  log('info', 'load.sent', { answers: Object.fromEntries(tally), inFlight });
  tally.clear();
};

watchCertificate('edge', env.EDGE_TLS_URL, metrics.registry);
await serve(env, metrics, log, weaknessRoutes(crowd));
void waitForCheckout();

let came = 0;
let sent = 0;
for (let since = performance.now(), rate = RATE; ; ) {
  const now = crowd.isOn() ? RATE * CROWD : RATE;
  if (now !== rate) {
    rate = now;
    came = 0;
    since = performance.now();
  }
  // After a stall (a laptop that slept) the missed visits are forgotten, not sent in one burst.
  const due = dueAfter(performance.now() - since, came, rate);
  for (let late = 0; late < Math.min(due, rate); late += 1) {
    void send(rate === RATE ? visitAt(sent) : crowdVisitAt(sent));
    sent += 1;
    if (sent % REPORT_EVERY === 0) report();
  }
  came += due;
  await pause(1000 / RATE);
}
