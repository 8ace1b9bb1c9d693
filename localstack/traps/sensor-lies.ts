import type { Fault, Patient } from '../faults/fault.ts';
import { weaken } from '../storefront/weaken.ts';

/** Checkout's exporter counts timeouts that never happened. The shop is well, and says so when it is asked. */
export const sensorLies = ({ checkoutUrls }: Patient): Fault =>
  weaken({ name: 'sensor-lies', weakness: 'lying-sensor', urls: checkoutUrls });
