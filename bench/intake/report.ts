import { BOUNDS, type Outcome } from './bounds.ts';
import type { BundleSize } from './bundle-size.ts';
import type { ColdStart } from './cold-start.ts';
import type { Comparison, Speed } from './compare.ts';

/** Everything that is told of a run. */
export interface Report extends Outcome {
  readonly breaches: readonly string[];
  readonly coldStart: { readonly webhook: ColdStart; readonly empty: ColdStart };
  readonly killed: { readonly webhook: number; readonly intake: number };
  /** Incidents about something else that were opened meanwhile. */
  readonly others: readonly string[];
  readonly policy: string;
  readonly secondsToSettle: number;
}

const ms = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const number = (value: number): string => value.toLocaleString('en');

const speedLine = ({ p50, p95, p99, throughput, count }: Speed): string =>
  `p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)}  ${throughput.toFixed(1)}/s  (${number(count)})`;

const comparisonLines = (
  { clients, webhook, empty, latencyRatio, throughputRatio }: Comparison,
  most: number,
): Lines => {
  const who = clients === 1 ? 'one client' : `${clients} clients`;
  return [
    [`acknowledged, ${who}`, speedLine(webhook)],
    ['  almost empty Lambda', speedLine(empty)],
    ['  ratio', `${latencyRatio.toFixed(2)} at p50 (at most ${most}); throughput ${throughputRatio.toFixed(2)}`],
  ];
};

const bundleLine = ({ bytes, ours }: BundleSize): string =>
  `${kB(bytes)}, of which our own code ${kB(ours)} (under ${kB(BOUNDS.ownBytes)})`;

type Lines = readonly (readonly [what: string, says: string])[];

/** The report as lines for people. */
export const reportLines = (report: Report): readonly string[] => {
  const { tally, killed, one, many, coldStart, bundle, breaches, others } = report;
  const lines: Lines = [
    ['policy', report.policy],
    ['sent', `${number(tally.sent)} notifications; ${tally.sentAgain} attempts failed and were made again`],
    ['workers killed', `${killed.webhook} of the webhook, ${killed.intake} of the intake`],
    [
      'acknowledged',
      `${number(tally.acknowledged)}; ${tally.refused} refused with 4xx, ${tally.unanswered} unanswered`,
    ],
    ['incidents opened', `${number(tally.incidentsOpened)}, expected ${number(tally.incidentsExpected)}`],
    ['lost', `${tally.lost} (must be 0)`],
    ['duplicates opened', `${tally.duplicatesOpened} (must be 0)`],
    ['quarantined', number(tally.quarantined)],
    ['dead-lettered', number(tally.deadLettered)],
    [
      'settled',
      `${number(tally.acknowledged - tally.unsettled)} of ${number(tally.acknowledged)}, ${report.secondsToSettle.toFixed(0)} s after the last answer`,
    ],
    ['actions taken', number(report.actions)],
    ...(others.length === 0 ? [] : ([['other incidents', others.join('; ')]] as const)),
    ...comparisonLines(one, BOUNDS.ratioWithOne),
    ...comparisonLines(many, BOUNDS.ratioWithMany),
    [
      'cold start',
      `${ms(coldStart.webhook.median)}; almost empty Lambda ${ms(coldStart.empty.median)} (medians of ${coldStart.webhook.times.length})`,
    ],
    ['bundle of the webhook', bundleLine(bundle)],
  ];
  const width = Math.max(...lines.map(([what]) => what.length));
  return [
    ...lines.map(([what, says]) => `${what.padEnd(width)}  ${says}`),
    ...(breaches.length === 0 ? ['every bound holds'] : breaches.map((breach) => `BREACH  ${breach}`)),
  ];
};
