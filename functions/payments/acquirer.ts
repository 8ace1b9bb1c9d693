import * as z from 'zod';
import type { Charge, House } from './charge.ts';

/** What the bank said: yes, or anything else; with which house was asked and how long that took. */
export type Asked =
  | { readonly outcome: 'yes'; readonly authorisationId: string; readonly house: House; readonly seconds: number }
  | { readonly outcome: 'no'; readonly house: House; readonly seconds: number };

/** Shorter than checkout waits for us. */
const TIMEOUT_MILLIS = 1800;

const Yes = z.object({ authorisationId: z.string().min(1) });

/** Asks a house of the bank at this address to take the money. */
export const makeAcquirer =
  (url: string) =>
  async (charge: Charge): Promise<Asked> => {
    const { house } = charge;
    const startedAt = performance.now();
    const secondsSince = (): number => (performance.now() - startedAt) / 1000;
    try {
      const response = await fetch(`${url}/${house}/authorisations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(charge),
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      });
      const said = Yes.safeParse(await response.json());
      const seconds = secondsSince();
      if (response.ok && said.success) return { outcome: 'yes', ...said.data, house, seconds };
      return { outcome: 'no', house, seconds };
    } catch {
      // A bank that cannot be reached, or is too late, has not said yes.
      return { outcome: 'no', house, seconds: secondsSince() };
    }
  };
