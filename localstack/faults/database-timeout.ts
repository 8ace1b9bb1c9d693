import { weaken } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * Checkout runs into a code path that opens transactions and never ends them. Every connection of its pools idles in
 * a transaction, and requests give up waiting for one. Ending those sessions, by whomever, cures it.
 */
export const databaseTimeout = ({ checkoutUrls }: Patient): Fault =>
  weaken({ name: 'database-timeout', weakness: 'hold-transactions', urls: checkoutUrls });
