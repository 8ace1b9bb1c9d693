import { type Command, Option } from 'commander';
import type * as z from 'zod';
import { ChangeList, type ChangeView } from '../functions/core/contracts/changes.ts';
import { CHANGE_KINDS } from '../functions/core/domain/reported-change.ts';
import type { PeopleCommandDeps } from './people.ts';
import { dateOf, inert, plain } from './text.ts';

const changeLine = ({ id, service, kind, at, summary, by }: z.infer<typeof ChangeView>): string =>
  plain(`${dateOf(at)}  ${service}  ${kind}: ${summary}  (${by}, ${id})`);

const changeLines = (list: z.infer<typeof ChangeList>): readonly string[] => {
  const { changes } = inert(ChangeList, list);
  return changes.length === 0 ? ['no change was reported'] : changes.map(changeLine);
};

/** `changes`: what somebody reported to have changed; a diagnosis holds it against the cause. */
export const addChangeCommands = (program: Command, { client, show }: PeopleCommandDeps): void => {
  const changes = program.command('changes').description('deployments, configuration and flags that were changed');
  changes
    .command('list')
    .description('list what was reported, the newest first')
    .option('--service <service>', 'only of this service')
    .option('--limit <number>', '1 to 100')
    .option('--json', 'print JSON')
    .action(async ({ json, ...query }) => show(json, await client().changes(query), changeLines));
  changes
    .command('report')
    .description('report a change, as a deployment would')
    .requiredOption('--service <service>', 'what was changed')
    .addOption(new Option('--kind <kind>', 'what kind of change').choices(CHANGE_KINDS).default('deployment'))
    .requiredOption('--summary <text>', 'what it was')
    .option('--at <date-time>', 'when it was made; now, if left out')
    .option('--id <id>', 'your name for it; a report under a known one is the same change')
    .option('--json', 'print JSON')
    .action(async ({ json, ...report }) => show(json, await client().reportChange(report), (one) => [changeLine(one)]));
};
