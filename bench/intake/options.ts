import { parseArgs } from 'node:util';
import * as z from 'zod';

const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** What `npm run bench:intake -- ...` can be told. */
export const Options = z.object({
  /** How many notifications are sent by many clients. @default 2000 */
  count: count(20, 100_000).default(2_000),
  /** How many are sent at once. @default 16 */
  clients: count(1, 64).default(16),
  /** How many are sent one after the other, for the comparison with one client. @default 300 */
  withOne: count(10, 10_000).default(300),
  /** The same seed sends the same kinds of notification in the same order. @default 1 */
  seed: count(0, 2 ** 32 - 1).default(1),
  /** Send a storm of many alerts about the storefront at once, instead of comparing speeds. @default false */
  storm: z.boolean().default(false),
  /** Print the result as JSON. @default false */
  json: z.boolean().default(false),
});
export type Options = z.infer<typeof Options>;

export const USAGE =
  'npm run bench:intake -- [-n <notifications>] [--clients <n>] [--with-one <n>] [--seed <n>] [--storm] [--json]';

/** Reads the command line; what is wrong with it is thrown in words. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      notifications: { type: 'string', short: 'n' },
      clients: { type: 'string' },
      'with-one': { type: 'string' },
      seed: { type: 'string' },
      storm: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const parsed = Options.safeParse({ ...values, count: values.notifications, withOne: values['with-one'] });
  if (parsed.success) return parsed.data;
  throw new Error(z.prettifyError(parsed.error));
};
