import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';

/** The houses of the bank. */
export const House = z.enum(['primary', 'standby']);
export type House = z.infer<typeof House>;

/** What the bank said, or that it did not say yes; with which house was asked and how long that took. */
export type Asked =
  | { readonly outcome: 'yes'; readonly authorisationId: string; readonly house: House; readonly seconds: number }
  | { readonly outcome: 'no'; readonly house: House; readonly seconds: number };

/** How long the choice of the house is remembered. */
const REMEMBERED_MILLIS = 2000;
/** Shorter than checkout waits for us. */
const TIMEOUT_MILLIS = 1800;

const Yes = z.object({ authorisationId: z.string().min(1) });

/** Asks the house of the bank that the parameter names; a house that is unknown or a parameter that cannot be read throws. */
export const makeAcquirer = (ssm: Pick<SSMClient, 'send'>, parameter: string, url: string) => {
  let known: { readonly house: House; readonly until: number } | undefined;

  const houseNow = async (): Promise<House> => {
    if (known !== undefined && performance.now() < known.until) return known.house;
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: parameter }));
    const house = House.parse(Parameter?.Value);
    known = { house, until: performance.now() + REMEMBERED_MILLIS };
    return house;
  };

  return async (charge: unknown): Promise<Asked> => {
    const house = await houseNow();
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
      return response.ok && said.success ? { outcome: 'yes', ...said.data, house, seconds } : { outcome: 'no', house, seconds };
    } catch {
      // A bank that cannot be reached, or is too late, has not said yes.
      return { outcome: 'no', house, seconds: secondsSince() };
    }
  };
};
