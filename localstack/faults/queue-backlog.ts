import { lambdaEventSource } from '../storefront/event-sources.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * Somebody disables what feeds fulfilment from the orders' queue, and forgets it. Paid orders wait, and the queue
 * grows. Enabling it again, by whomever, cures it: nothing that waited is lost.
 */
export const queueBacklog = ({ fulfilmentFunction }: Patient): Fault => {
  const source = lambdaEventSource(fulfilmentFunction);
  return {
    name: 'queue-backlog',
    inject: async () => {
      await source.enable(false);
    },
    heal: () => source.enable(true),
  };
};
