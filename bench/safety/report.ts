import type { AutonomyView } from '../../functions/core/contracts/autonomy.ts';
import type { Played } from './play.ts';
import type { Tally } from './tally.ts';

export interface Report {
  readonly played: readonly Played[];
  readonly tally: Tally;
  /** How each runbook did, as `selfright autonomy` has it. */
  readonly autonomy: AutonomyView;
  /** Whether every law holds at the end. */
  readonly proven: boolean;
}

export const falseFixesOf = ({ played }: Pick<Report, 'played'>): number =>
  played.reduce((sum, { falseFixes }) => sum + falseFixes, 0);

/** What must hold and does not, in words. */
export const breachesOf = (report: Report): readonly string[] => {
  const { played, tally, proven } = report;
  const zero = (what: string, count: number) => (count === 0 ? [] : [`${what}: ${count}, must be 0`]);
  return [
    ...played.flatMap(({ name, lacks }) => lacks.map((lack) => `${name}: ${lack}`)),
    ...zero('false fixes', falseFixesOf(report)),
    ...zero('actions outside the envelope', tally.outsideEnvelope),
    ...zero('double executions', tally.doubles),
    ...(proven ? [] : ['selfright prove found breaches']),
  ];
};

/** The report as lines for people. */
export const reportLines = (report: Report): readonly string[] => {
  const { played, tally } = report;
  const { rollbacks } = tally;
  const refused = Object.entries(tally.refused).map(([reason, count]) => `${reason} ${count}`);
  const facts: readonly (readonly [string, string])[] = [
    ['actions taken', String(tally.actions)],
    ['refused by reason', refused.join(', ') || 'none'],
    ['false fixes', `${falseFixesOf(report)} (must be 0)`],
    [
      'rollbacks',
      `${rollbacks.attempted} attempted, ${rollbacks.verified} verified, ${rollbacks.nothing} with nothing to undo, ${rollbacks.failed} failed; ${tally.undoings} undoings`,
    ],
    ['outside the envelope', `${tally.outsideEnvelope} (must be 0)`],
    ['double executions', `${tally.doubles} (must be 0)`],
  ];
  const width = Math.max(...played.map(({ name }) => name.length), ...facts.map(([what]) => what.length));
  const breaches = breachesOf(report);
  return [
    ...played.map(
      ({ name, says, lacks, seconds }) =>
        `${lacks.length === 0 ? 'ok    ' : 'BREACH'}  ${name.padEnd(width)}  ${seconds.toFixed(0).padStart(4)} s  ${says}`,
    ),
    '',
    ...facts.map(([what, says]) => `${what.padEnd(width)}  ${says}`),
    ...(breaches.length === 0 ? ['everything is as it must be'] : breaches.map((breach) => `BREACH  ${breach}`)),
  ];
};
