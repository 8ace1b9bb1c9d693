import type { Fault, Patient } from '../faults/index.ts';
import { weaken } from '../storefront/weaken.ts';

/** Long enough to be noticed, too short for anybody to do something about it. */
const BLIP_MILLIS = 7000;

/** Checkout's transactions hold its pools, and let go again by themselves. */
export const blip = ({ checkoutUrls }: Patient): Fault => {
  const held = weaken({ name: 'blip', weakness: 'hold-transactions', urls: checkoutUrls });
  let over: NodeJS.Timeout | undefined;
  return {
    ...held,
    name: 'blip',
    inject: async () => {
      await held.inject();
      clearTimeout(over);
      over = setTimeout(() => void held.heal(), BLIP_MILLIS);
    },
  };
};
