import { weaken } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * A line of a supplier's feed meets a pattern that tries every way to split it. The job burns a core and never ends.
 * Cancelling that job, by whomever, cures it.
 */
export const cpuSaturation = ({ ordersUrls }: Patient): Fault =>
  weaken({ name: 'cpu-saturation', weakness: 'hostile-feed', urls: ordersUrls });
