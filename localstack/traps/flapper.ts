import type { Fault, Patient } from '../faults/index.ts';
import { weaken } from '../storefront/weaken.ts';

/** On for long enough to fire, off for long enough to resolve, again and again. */
const ON_MILLIS = 7000;
const OFF_MILLIS = 9000;
const TIMES = 5;

/** Checkout's transactions hold its pools, let go, hold them again: whoever acted on each would never end. */
export const flapper = ({ checkoutUrls }: Patient): Fault => {
  const held = weaken({ name: 'flapper', weakness: 'hold-transactions', urls: checkoutUrls });
  let next: NodeJS.Timeout | undefined;
  const flap = (left: number): void => {
    if (left === 0) return;
    void held.inject();
    next = setTimeout(() => {
      void held.heal();
      next = setTimeout(() => flap(left - 1), OFF_MILLIS);
    }, ON_MILLIS);
  };
  return {
    name: 'flapper',
    inject: async () => {
      clearTimeout(next);
      flap(TIMES);
    },
    heal: async () => {
      clearTimeout(next);
      next = undefined;
      return held.heal();
    },
  };
};
