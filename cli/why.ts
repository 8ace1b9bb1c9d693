import type { Command } from 'commander';
import type * as z from 'zod';
import { WhyView } from '../functions/core/contracts/why.ts';
import type { PeopleCommandDeps } from './people.ts';
import { dateOf, inert, type Paint, table, told } from './text.ts';

type Why = z.infer<typeof WhyView>;

const heading = ({ outcome, planDigest, madeAt }: Why): string =>
  outcome === 'none' || madeAt === undefined
    ? 'There is no plan.'
    : `The plan ${planDigest?.slice(0, 12)} of ${dateOf(madeAt)}: ${outcome}.`;

/** Every rule as a table, then what would have to change. */
const whyLines = (given: Why, paint: Paint): readonly string[] => {
  const why = inert(WhyView, given);
  const rows = why.rules.map(({ decision, rule, value, limit }) => [decision, rule, value, limit]);
  const rules = table(['verdict', 'rule', 'met', 'allowed'], rows, paint, (cell, at) =>
    at === 0 ? told(paint, cell.trim(), cell) : cell,
  );
  const changes = [
    ...why.rules.flatMap(({ rule, change }) => (change === undefined ? [] : [`  ${rule}: ${change}`])),
    ...why.besides.map(({ text, change }) => `  ${text} ${change}`),
  ];
  return [
    paint('bold', heading(why)),
    ...(rows.length === 0 ? [] : ['', ...rules]),
    '',
    ...(changes.length === 0 ? ['Nothing stands in the way.'] : ['For this to run by itself:', ...changes]),
  ];
};

/** `why`: every rule of the envelope, and what would have to change. */
export const addWhyCommand = (program: Command, { client, show }: PeopleCommandDeps, paint: Paint): void => {
  program
    .command('why <id>')
    .description('every rule of the envelope with what it met and allows, and what would have to change')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }) => show(json, await client().why(id), (why) => whyLines(why, paint)));
};
