// The bank that stands behind payments: somebody else's service, with a main house and a standby.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { problem } from './answers.ts';
import { ProcessEnv, readEnv } from './env.ts';
import { makeLog } from './log.ts';
import { makeMetrics } from './metrics.ts';
import type { Answer, Asked } from './routes.ts';
import { serve } from './serve.ts';
import { makeSwitch } from './switch.ts';
import { weaknessRoutes } from './weakness.ts';

/** How long a bank takes when it is well, and when its main house is overloaded. */
const USUAL_MILLIS = 40;
const SLOW_MILLIS = 900;

const env = readEnv(ProcessEnv, process.env);
const log = makeLog({ service: env.SERVICE, instance: env.INSTANCE });
const slowPrimary = makeSwitch('slow-primary');
const down = makeSwitch('down');

const asBank = async ({ params }: Asked, millis: number, body: () => unknown): Promise<Answer> => {
  const house = params['house'];
  if (house !== 'primary' && house !== 'standby') return problem(404, 'Not Found', `no house ${house}`);
  if (down.isOn()) return problem(503, 'Service Unavailable', 'the bank is closed');
  await pause(house === 'primary' && slowPrimary.isOn() ? SLOW_MILLIS : millis);
  return { status: 200, body: body() };
};

await serve(env, makeMetrics(env), log, [
  {
    method: 'POST',
    path: '/:house/authorisations',
    handle: (asked) => asBank(asked, USUAL_MILLIS, () => ({ authorisationId: `AUTH-${randomUUID()}` })),
  },
  {
    method: 'GET',
    path: '/:house/health',
    operational: true,
    handle: (asked) => asBank(asked, 0, () => ({ status: 'ok' })),
  },
  ...weaknessRoutes(slowPrimary, down),
]);
