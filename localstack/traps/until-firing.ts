import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import { call } from '../storefront/call.ts';
import { parse } from '../storefront/parse.ts';

/** Which alert is looked for, and where. */
export interface Watched {
  readonly alertmanagerUrl: string;
  readonly alert: string;
  readonly service: string;
}

const Alerts = z.array(z.object({ endsAt: z.string() }));

const EVERY_MILLIS = 250;
/** An alert that neither comes nor goes for so long is not waited for: the trap goes on, and heals behind itself. */
const PATIENCE_MILLIS = 60_000;
const TIMEOUT_MILLIS = 5000;

/** Whether the alert fires, as Alertmanager knows it; one that cannot be asked knows of none. */
const fires = async ({ alertmanagerUrl, alert, service }: Watched): Promise<boolean> => {
  const filters = [`alertname="${alert}"`, `service="${service}"`].map((one) => `filter=${encodeURIComponent(one)}`);
  const url = `${alertmanagerUrl}/api/v2/alerts?active=true&${filters.join('&')}`;
  const called = await call('GET', url, { timeoutMillis: TIMEOUT_MILLIS });
  if (called.outcome !== 'answered' || called.status !== 200) return false;
  const read = parse(Alerts, JSON.parse(called.body));
  return read.outcome === 'fits' && read.value.length > 0;
};

/** Waits until the alert fires, or no longer does, however busy the machine is; ends early when it is told to. */
export const untilFiring = async (watched: Watched, firing: boolean, signal: AbortSignal): Promise<void> => {
  const end = Date.now() + PATIENCE_MILLIS;
  while (!signal.aborted && Date.now() < end && (await fires(watched)) !== firing) await pause(EVERY_MILLIS);
};
