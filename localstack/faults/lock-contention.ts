import { weaken } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * The back office takes stock in one long transaction and keeps every row of the stock locked. Whoever buys waits for
 * the lock and gives up. Ending that one session, by whomever, cures it.
 */
export const lockContention = ({ ordersUrls }: Patient): Fault =>
  weaken({ name: 'lock-contention', weakness: 'stocktaking', urls: ordersUrls });
