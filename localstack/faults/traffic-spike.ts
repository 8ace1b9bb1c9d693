import { begin, end } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * Three times as many visitors come; the additional ones only look. Nothing is broken, but the catalogue has places for
 * fewer, and turns some away. Letting in more at once, by whomever, cures it.
 */
export const trafficSpike = ({ loadUrl, catalogueUrls }: Patient): Fault => ({
  name: 'traffic-spike',
  inject: () => begin(loadUrl, 'crowd'),
  heal: async () => {
    const crowded = await end(loadUrl, 'crowd');
    const widened = await Promise.all(catalogueUrls.map((url) => end(url, 'wide-door')));
    return crowded || widened.some(Boolean);
  },
});
