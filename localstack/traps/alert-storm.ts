import type { Fault, Patient } from '../faults/fault.ts';
import { call } from '../storefront/call.ts';

const ALERTS = 300;
const SERVICES = ['catalogue', 'checkout', 'orders'] as const;
const LASTS_MILLIS = 60_000;

const alertAt = (n: number, startsAt: Date, endsAt: Date) => ({
  labels: {
    alertname: `Storm${n % 30}`,
    service: SERVICES[n % SERVICES.length] ?? SERVICES[0],
    instance: `instance-${n}`,
    severity: 'warning',
    storm: 'true',
  },
  annotations: { summary: 'one of very many' },
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

/** Hundreds of alerts at once, as when a monitoring goes mad. The shop is well. */
export const alertStorm = ({ alertmanagerUrl }: Patient): Fault => {
  let until = 0;
  const send = async (endsAt: Date): Promise<void> => {
    const now = new Date();
    const body = JSON.stringify(Array.from({ length: ALERTS }, (_, n) => alertAt(n, now, endsAt)));
    const called = await call('POST', `${alertmanagerUrl}/api/v2/alerts`, { body, timeoutMillis: 5000 });
    if (called.outcome !== 'answered' || called.status !== 200) throw new Error('the alerts are not taken');
  };
  return {
    name: 'alert-storm',
    inject: async () => {
      until = Date.now() + LASTS_MILLIS;
      await send(new Date(until));
    },
    heal: async () => {
      const rages = Date.now() < until;
      until = 0;
      if (rages) await send(new Date());
      return rages;
    },
  };
};
