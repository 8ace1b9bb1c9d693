import * as z from 'zod/mini';
import { call } from '../storefront/call.ts';
import type { Fault, Patient } from './index.ts';

const Released = z.object({ released: z.number() });

const ask = async (method: 'POST' | 'DELETE', url: string): Promise<string> => {
  const called = await call(method, `${url}/internal/hold-transactions`, { timeoutMillis: 3000 });
  if (called.outcome === 'answered' && called.status === 200) return called.body;
  throw new Error(`${url} did not do it: ${called.outcome === 'answered' ? called.status : called.outcome}`);
};

/**
 * Checkout runs into a code path that opens transactions and never ends them. Every connection of its pools idles in
 * a transaction, and requests give up waiting for one. Ending those sessions, by whomever, cures it.
 */
export const databaseTimeout = ({ checkoutUrls }: Patient): Fault => ({
  name: 'database-timeout',
  inject: async () => {
    await Promise.all(checkoutUrls.map((url) => ask('POST', url)));
  },
  heal: async () => {
    const answers = await Promise.all(checkoutUrls.map((url) => ask('DELETE', url)));
    return answers.some((answer) => z.parse(Released, JSON.parse(answer)).released > 0);
  },
});
