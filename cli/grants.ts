import type { Command } from 'commander';
import type * as z from 'zod';
import { GrantList, type GrantView } from '../functions/core/contracts/grants.ts';
import { CommandFailed, EXIT } from './exit.ts';
import type { PeopleCommandDeps } from './people.ts';
import { dateOf, inert, plain } from './text.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Such as 90m, 2h or 1d, in seconds. */
export const secondsIn = (text: string): number => {
  const [, number = '', unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const seconds = Number(number) * (UNITS[unit] ?? 0);
  if (seconds > 0) return seconds;
  throw new CommandFailed(EXIT.usage, `${text} is no duration; allowed are numbers with s, m, h or d, such as 2h`);
};

const grantLine = ({ id, fault, service, until, by, reason, revokedBy }: z.infer<typeof GrantView>): string =>
  plain(
    `${id}  ${fault} for ${service} until ${dateOf(until)}  ${reason}  (${by}${revokedBy ? `, revoked by ${revokedBy}` : ''})`,
  );

const grantLines = (list: z.infer<typeof GrantList>): readonly string[] => {
  const { grants } = inert(GrantList, list);
  return grants.length === 0 ? ['nothing runs by a grant'] : grants.map(grantLine);
};

/** `grants`: which runbooks may run by themselves for a while. */
export const addGrantCommands = (program: Command, { client, show }: PeopleCommandDeps): void => {
  const grants = program.command('grants').description('runbooks that may run by themselves for a limited time');
  grants
    .command('list')
    .description('list the grants, the newest first')
    .option('--json', 'print JSON')
    .action(async ({ json }) => show(json, await client().grants(), grantLines));
  grants
    .command('give <runbook> <service>')
    .description('let a runbook run for a service in mode approve without asking')
    .requiredOption('--for <duration>', 'how long, such as 30m or 2h; at most 7d')
    .requiredOption('--reason <text>', 'why; others will want to know')
    .option('--json', 'print JSON')
    .action(async (runbook: string, service: string, { json, reason, ...given }) => {
      const body = { runbook, service, seconds: secondsIn(given.for), reason };
      show(json, await client().giveGrant(body), (one) => [grantLine(one)]);
    });
  grants
    .command('revoke <id>')
    .description('take a grant back; what has started runs to its end')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }) => show(json, await client().revokeGrant(id), (one) => [grantLine(one)]));
};
