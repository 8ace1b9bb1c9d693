import { parseArgs } from 'node:util';
import * as z from 'zod';
import { SCENARIOS } from './scenarios/index.ts';

/** `race` has no incident of its own, and what is tampered with is one of the others. */
const NAMES = [...SCENARIOS.map(({ name }) => name), 'race'];

/** What `npm run bench:safety -- ...` can be told. */
export const Options = z.object({
  /** Only these scenarios. @default all of them */
  only: z.array(z.enum(NAMES)).default([]),
  /** Print the result as JSON. @default false */
  json: z.boolean().default(false),
});
export type Options = z.infer<typeof Options>;

export const USAGE = `npm run bench:safety -- [--only <scenario>]... [--json]\nscenarios: ${NAMES.join(', ')}`;

/** Reads the command line; what is wrong with it is thrown in words. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  });
  const parsed = Options.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Error(z.prettifyError(parsed.error));
};
