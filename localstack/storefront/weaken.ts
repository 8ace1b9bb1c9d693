import * as z from 'zod/mini';
import { call } from './call.ts';
import { parse } from './parse.ts';

const Ended = z.object({ ended: z.boolean() });
const TIMEOUT_MILLIS = 5000;

/** Begins a weakness of one process. */
export const begin = async (url: string, weakness: string): Promise<void> => {
  const called = await call('POST', `${url}/internal/${weakness}`, { timeoutMillis: TIMEOUT_MILLIS });
  if (called.outcome === 'answered' && called.status === 200) return;
  throw new Error(
    `${url} does not begin ${weakness}: ${called.outcome === 'answered' ? called.status : called.outcome}`,
  );
};

/** Ends a weakness of one process; one that is not there has nothing left to end. */
export const end = async (url: string, weakness: string): Promise<boolean> => {
  const called = await call('DELETE', `${url}/internal/${weakness}`, { timeoutMillis: TIMEOUT_MILLIS });
  if (called.outcome === 'rejected') return false;
  if (called.outcome === 'answered' && called.status === 200) {
    const read = parse(Ended, JSON.parse(called.body));
    if (read.outcome === 'fits') return read.value.ended;
  }
  throw new Error(`${url} does not end ${weakness}: ${called.outcome === 'answered' ? called.status : called.outcome}`);
};

/** A way to hurt that is one weakness of all instances of a service at once. */
export const weaken = ({ name, weakness, urls }: { name: string; weakness: string; urls: readonly string[] }) => ({
  name,
  inject: async (): Promise<void> => {
    await Promise.all(urls.map((url) => begin(url, weakness)));
  },
  heal: async (): Promise<boolean> => {
    const ended = await Promise.all(urls.map((url) => end(url, weakness)));
    return ended.some(Boolean);
  },
});
