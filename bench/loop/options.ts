import { parseArgs } from 'node:util';
import * as z from 'zod';
import { CASES, type Case } from './cases.ts';

const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const CaseNamed = z.string().transform((name, refusal): Case => {
  const found = CASES.find((one) => one.name === name);
  if (found !== undefined) return found;
  refusal.addIssue(`no fault or trap ${name}; there are: ${CASES.map((one) => one.name).join(', ')}`);
  return z.NEVER;
});

/** What `npm run bench:loop -- ...` can be told. */
export const Options = z.object({
  /** Only these, by name. @default every fault and every trap */
  fault: z.array(CaseNamed).default([...CASES]),
  /** How often each is injected. @default 3 */
  runs: count(1, 100).default(3),
  /** The same seed injects in the same order. @default 1 */
  seed: count(0, 2 ** 32 - 1).default(1),
  /** How patient the monitoring is. @default quick */
  profile: z.enum(['quick', 'reference']).default('quick'),
  /** Keep the runs that the result has already beside these. @default false */
  append: z.boolean().default(false),
  /** Print the result as JSON. @default false */
  json: z.boolean().default(false),
});
export type Options = z.infer<typeof Options>;

export const USAGE =
  'npm run bench:loop -- [--fault <name>]... [--runs <n>] [--seed <n>] [--profile quick|reference] [--append] [--json]';

/** Reads the command line; what is wrong with it is thrown in words. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fault: { type: 'string', multiple: true },
      runs: { type: 'string' },
      seed: { type: 'string' },
      profile: { type: 'string' },
      append: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const parsed = Options.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Error(z.prettifyError(parsed.error));
};
