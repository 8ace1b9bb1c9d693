import type { Command } from 'commander';
import type { DryRun } from '../functions/core/domain/dry-run.ts';
import { limitText } from '../functions/core/domain/limit.ts';
import type { Plan, PlannedStep } from '../functions/core/domain/plan.ts';
import type { Shell } from './shell.ts';
import { type Paint, plain, told } from './text.ts';

const endingTold = ({ ending }: PlannedStep): string => {
  if (ending.kind === 'inverse') return `undone by: ${ending.how}`;
  return ending.kind === 'nothing_to_undo' ? `nothing to undo: ${ending.because}` : `cannot be undone: ${ending.loses}`;
};

const stepLines = (step: PlannedStep, paint: Paint): readonly string[] => {
  const { says, target, risk, touches, before, after, timeoutSeconds } = step;
  return [
    `${paint('bold', plain(says))}, on ${plain(target)}`,
    `  ${risk}; touches ${touches.what} of ${touches.service}: ${touches.count}; given up after ${timeoutSeconds} s`,
    `  before ${plain(JSON.stringify(before))}`,
    `  after  ${after === undefined ? 'only the target can tell' : plain(JSON.stringify(after))}`,
    `  ${plain(endingTold(step))}`,
  ];
};

const planLines = (plan: Plan, paint: Paint): readonly string[] => [
  `${plan.fault}, rung ${plan.rung.number} of ${plan.rung.of}: ${plain(plan.rung.says)}`,
  ...plan.steps.flatMap((step) => stepLines(step, paint)).map((line) => `  ${line}`),
  'verified when',
  ...plan.recoveredWhen.map(
    ({ says, holds, holdSeconds, query }) =>
      `  ${says}: ${limitText(holds)} for ${holdSeconds} s  ${paint('dim', plain(query))}`,
  ),
  ...(plan.probeUrl === undefined ? [] : [`  ${plan.probeUrl} answers`]),
  'judged by',
  ...plan.rules.map(
    ({ rule, value, limit, decision }) =>
      `  ${told(paint, decision, decision.padEnd(7))}  ${rule}: ${plain(value)} (${plain(limit)})`,
  ),
];

/** What would be done, for people. */
export const dryRunLines = ({ outcome, says, plan }: DryRun, paint: Paint): readonly string[] => [
  `${told(paint, outcome)}  nothing was touched`,
  ...says.map(plain),
  ...(plan === undefined ? [] : planLines(plan, paint)),
];

/** `plan <id>`: a dry run. */
export const addPlan = (program: Command, { client, show, paint }: Shell): void => {
  program
    .command('plan <id>')
    .description(
      'what would be done about an incident now: targets with their values before and after, how it would be undone and ' +
        'verified, and what the envelope says. Nothing is touched',
    )
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: { json?: boolean }) =>
      show(json, await client().plan(id), (dryRun) => dryRunLines(dryRun, paint)),
    );
};
