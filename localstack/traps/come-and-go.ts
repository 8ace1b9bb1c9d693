import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, Patient } from '../faults/fault.ts';
import { saysOf } from '../storefront/log.ts';
import { weaken } from '../storefront/weaken.ts';
import { untilFiring } from './until-firing.ts';

interface ComingAndGoing {
  readonly name: string;
  /** How often it comes. */
  readonly times: number;
  /** How long it stays away once its alert has resolved. Milliseconds. */
  readonly restMillis: number;
}

/**
 * Checkout's transactions hold its pools until that is noticed, and let go by themselves at that moment: when somebody
 * looks, they are gone.
 */
export const comeAndGo = (
  { checkoutUrls, alertmanagerUrl }: Patient,
  { name, times, restMillis }: ComingAndGoing,
): Fault => {
  const held = weaken({ name, weakness: 'hold-transactions', urls: checkoutUrls });
  const watched = { alertmanagerUrl, alert: 'DatabaseTimeout', service: 'checkout' };
  let going = new AbortController();

  const come = async (signal: AbortSignal): Promise<void> => {
    for (let time = 0; time < times && !signal.aborted; time += 1) {
      if (time > 0) await held.inject();
      await untilFiring(watched, true, signal);
      await held.heal();
      await untilFiring(watched, false, signal);
      if (time + 1 < times) await pause(restMillis);
    }
  };

  return {
    name,
    inject: async () => {
      going.abort();
      going = new AbortController();
      await held.inject();
      void come(going.signal).catch((thrown: unknown) => {
        process.stderr.write(`${name} goes no further: ${saysOf(thrown)}\n`);
      });
    },
    heal: async () => {
      going.abort();
      return held.heal();
    },
  };
};
