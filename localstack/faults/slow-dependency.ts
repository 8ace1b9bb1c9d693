import { ssmParameters } from '../storefront/parameters.ts';
import { begin, end } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * The main house of the bank answers slowly. Payments waits for it, checkout waits for payments, and customers wait
 * for checkout. Asking the standby house instead, by whomever, cures it.
 */
export const slowDependency = ({ acquirerUrl, acquirerParameter }: Patient): Fault => {
  const parameters = ssmParameters();
  return {
    name: 'slow-dependency',
    inject: () => begin(acquirerUrl, 'slow-primary'),
    heal: async () => {
      const slow = await end(acquirerUrl, 'slow-primary');
      const moved = await parameters.set(acquirerParameter, 'primary');
      return slow || moved;
    },
  };
};
