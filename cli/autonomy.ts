import type { Command } from 'commander';
import { AutonomyView } from '../functions/core/contracts/autonomy.ts';
import type { Shell } from './shell.ts';
import { dateOf, inert, type Paint, plain, table } from './text.ts';

const HEADS = [
  ...['runbook', 'service', 'mode', 'proposals', 'agreed', 'refused', 'tried', 'verified', 'ineffective', 'worse'],
  ...['inconclusive', 'failed', 'rolled back', 'false fixes', 'ended otherwise', 'went on', 'at least', 'auto'],
];

/** What is weighed, as a table, and what each runbook has earned, with the reason. */
export const autonomyLines = (given: AutonomyView, paint: Paint): readonly string[] => {
  const { since, incidents, cut, runbooks } = inert(AutonomyView, given);
  const head = `${incidents} ${incidents === 1 ? 'incident' : 'incidents'} since ${dateOf(since)}${cut ? ', the newest ones' : ''}`;
  if (runbooks.length === 0) return [head, 'no runbook proposed anything'];
  const rows = runbooks.map((one) => [
    ...[one.fault, one.service, one.mode],
    ...[one.proposals, one.agreed, one.refused, one.tried, one.verified, one.ineffective, one.worse].map(String),
    ...[one.inconclusive, one.failed, one.rolledBack, one.falseFixes, one.endedOtherwise, one.wentOn].map(String),
    ...[one.atLeast.toFixed(2), one.earned ? 'earned' : 'not yet'],
  ]);
  return [
    head,
    '',
    ...table(HEADS, rows, paint),
    '',
    ...runbooks.map(({ fault, service, earned, mode, because }) => {
      const what = earned ? (mode === 'auto' ? 'keeps auto' : 'has earned auto') : 'has not earned auto';
      return `${plain(fault)} for ${plain(service)} ${what}: ${plain(because)}`;
    }),
    'A suggestion: only a change of the policy changes what may be done.',
  ];
};

/** `autonomy`: how each runbook did, and which has earned to run by itself. */
export const addAutonomy = (program: Command, { client, show, paint }: Shell): void => {
  program
    .command('autonomy')
    .description('how each runbook did at each service, and which has earned to run by itself; changes nothing')
    .option('--days <number>', 'how far back, 1 to 365', '90')
    .option('--json', 'print JSON')
    .action(async ({ days, json }: { days?: string; json?: boolean }) =>
      show(json, await client().autonomy({ days }), (view) => autonomyLines(view, paint)),
    );
};
