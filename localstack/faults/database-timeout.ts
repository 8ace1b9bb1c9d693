import * as z from 'zod/mini';
import { type Called, call } from '../storefront/call.ts';
import type { Fault, Patient } from './index.ts';

const Released = z.object({ released: z.number() });

const ask = (method: 'POST' | 'DELETE', url: string): Promise<Called> =>
  call(method, `${url}/internal/hold-transactions`, { timeoutMillis: 3000 });

const bodyOf = (url: string, called: Called): string => {
  if (called.outcome === 'answered' && called.status === 200) return called.body;
  throw new Error(`${url} does not do it: ${called.outcome === 'answered' ? called.status : called.outcome}`);
};

const hold = async (url: string): Promise<void> => {
  bodyOf(url, await ask('POST', url));
};

const release = async (url: string): Promise<number> => {
  const called = await ask('DELETE', url);
  // A process that is not there has no sessions left to give up.
  if (called.outcome === 'rejected') return 0;
  return z.parse(Released, JSON.parse(bodyOf(url, called))).released;
};

/**
 * Checkout runs into a code path that opens transactions and never ends them. Every connection of its pools idles in
 * a transaction, and requests give up waiting for one. Ending those sessions, by whomever, cures it.
 */
export const databaseTimeout = ({ checkoutUrls }: Patient): Fault => ({
  name: 'database-timeout',
  inject: async () => {
    await Promise.all(checkoutUrls.map(hold));
  },
  heal: async () => {
    const released = await Promise.all(checkoutUrls.map(release));
    return released.some((sessions) => sessions > 0);
  },
});
