import type { Command } from 'commander';
import type * as z from 'zod';
import { WindowList, type WindowView } from '../functions/core/contracts/windows.ts';
import type { PeopleCommandDeps } from './people.ts';
import { dateOf, inert, plain } from './text.ts';

type Window = z.infer<typeof WindowView>;

const windowLine = ({ id, service, from, until, reason, by, endedBy }: Window): string =>
  plain(
    `${id}  ${service ?? 'everything'}  ${dateOf(from)} to ${dateOf(until)}  ${reason}  (${by}${endedBy ? `, ended by ${endedBy}` : ''})`,
  );

const windowLines = (list: z.infer<typeof WindowList>): readonly string[] => {
  const { windows } = inert(WindowList, list);
  return windows.length === 0 ? ['no maintenance window is known'] : windows.map(windowLine);
};

/** `windows`: spans in which alerts are recorded and not acted upon. */
export const addWindowCommands = (program: Command, { client, show }: PeopleCommandDeps): void => {
  const windows = program.command('windows').description('maintenance: alerts are recorded and not acted upon');
  windows
    .command('list')
    .description('list the windows, the newest first')
    .option('--json', 'print JSON')
    .action(async ({ json }) => show(json, await client().windows(), windowLines));
  windows
    .command('add')
    .description('ask for a window; it must end within seven days')
    .requiredOption('--until <date-time>', 'when it ends, such as 2026-05-04T10:00:00Z')
    .requiredOption('--reason <text>', 'why; others will want to know')
    .option('--service <service>', 'only this service')
    .option('--from <date-time>', 'when it begins; now, if left out')
    .option('--json', 'print JSON')
    .action(async ({ json, ...asked }) => show(json, await client().askForWindow(asked), (one) => [windowLine(one)]));
  windows
    .command('end <id>')
    .description('end a window now; what it held and still fires is opened')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }) => show(json, await client().endWindow(id), (one) => [windowLine(one)]));
};
