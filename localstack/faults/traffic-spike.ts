import { reservedConcurrency } from '../storefront/concurrency.ts';
import { begin, end } from '../storefront/weaken.ts';
import type { Fault, Patient } from './index.ts';

/** What is reserved for payments on a usual day. */
const USUAL = 5;

/**
 * Three times as many customers come. Nothing is broken, but payments may not run that often at once, and some calls
 * are turned away. Allowing more at once, by whomever, cures it.
 */
export const trafficSpike = ({ loadUrl, paymentsFunction }: Patient): Fault => {
  const concurrency = reservedConcurrency(paymentsFunction);
  return {
    name: 'traffic-spike',
    inject: () => begin(loadUrl, 'crowd'),
    heal: async () => {
      const crowded = await end(loadUrl, 'crowd');
      const changed = await concurrency.set(USUAL);
      return crowded || changed;
    },
  };
};
