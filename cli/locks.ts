import type { Command } from 'commander';
import type * as z from 'zod';
import { LockList, type LockView } from '../functions/core/contracts/locks.ts';
import type { PeopleCommandDeps } from './people.ts';
import { dateOf, inert, plain } from './text.ts';

const lockLine = ({ target, incidentId, fencing }: z.infer<typeof LockView>): string =>
  plain(`${target}  ${incidentId}  since ${dateOf(new Date(fencing).toISOString())}`);

const lockLines = (list: z.infer<typeof LockList>): readonly string[] => {
  const { locks } = inert(LockList, list);
  return locks.length === 0 ? ['no target is locked'] : locks.map(lockLine);
};

/** `locks`: which incident alone may act on which target. */
export const addLockCommands = (program: Command, { client, show }: PeopleCommandDeps): void => {
  const locks = program.command('locks').description('which incident alone may act on which target');
  locks
    .command('list')
    .description('list the locks that are held')
    .option('--json', 'print JSON')
    .action(async ({ json }) => show(json, await client().locks(), lockLines));
  locks
    .command('break <target>')
    .description('free a target although its incident is not over; exits 1 if nobody holds it')
    .requiredOption('--reason <text>', 'why; it stands on the timeline of the incident that held it')
    .option('--json', 'print JSON')
    .action(async (target: string, { reason, json }) =>
      show(json, await client().breakLock(target, reason), (one) => [`freed: ${lockLine(one)}`]),
    );
};
