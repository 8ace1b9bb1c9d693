import { ssmParameters } from '../storefront/parameters.ts';
import type { Fault, Patient } from './fault.ts';

const GOOD = '24';
/** It reads well to a person; the catalogue's statement takes a number. */
const BAD = 'all';

/**
 * Somebody changes the parameter that says how many products are listed to a word, and the list of products answers
 * 500. Giving the parameter its former value back, by whomever, cures it.
 */
export const badConfig = ({ pageSizeParameter }: Patient): Fault => {
  const parameters = ssmParameters();
  return {
    name: 'bad-config',
    inject: async () => {
      await parameters.set(pageSizeParameter, BAD);
    },
    heal: () => parameters.set(pageSizeParameter, GOOD),
  };
};
