import type { WholeIncident } from './incident.ts';
import { type PlanOutcome, planOutcomesOf, relapsedIn } from './plan-outcome.ts';

/** How a runbook did at one service, and whether it has earned to run there by itself. */
export interface Autonomy {
  readonly fault: string;
  readonly service: string;
  readonly proposals: number;
  readonly agreed: number;
  readonly refused: number;
  readonly tried: number;
  readonly verified: number;
  readonly ineffective: number;
  readonly worse: number;
  readonly inconclusive: number;
  readonly failed: number;
  readonly rolledBack: number;
  readonly falseFixes: number;
  /** Not tried, and the trouble ended all the same; or went on. */
  readonly endedOtherwise: number;
  readonly wentOn: number;
  /** The share of tries that helped, at least, by what is known: the lower end of Wilson's interval. */
  readonly atLeast: number;
  /** A suggestion to a person, never a change of the policy. */
  readonly earned: boolean;
  /** What earned it, or what is missing. */
  readonly because: string;
}

/** Nineteen of twenty such intervals hold the true share. */
const Z = 1.96;
/** What a runbook must be sure to reach before it is suggested: sixteen of sixteen do, or twenty-four of twenty-five. */
export const EARNED_FROM = 0.8;

/** The lower end of Wilson's interval of a share; without a try nothing is known, which is 0. */
export const wilsonLower = (helped: number, tries: number): number => {
  if (tries <= 0 || helped <= 0) return 0;
  const share = helped / tries;
  const spread = Z * Math.sqrt((share * (1 - share)) / tries + Z ** 2 / (4 * tries ** 2));
  return Math.max(0, (share + Z ** 2 / (2 * tries) - spread) / (1 + Z ** 2 / tries));
};

const judged = (counts: Omit<Autonomy, 'atLeast' | 'earned' | 'because'>, helped: number, tries: number): Autonomy => {
  const atLeast = wilsonLower(helped, tries);
  const { falseFixes, worse, refused } = counts;
  const against = [
    ...(falseFixes > 0 ? [`${falseFixes} false fixes`] : []),
    ...(worse > 0 ? [`${worse} times it got worse`] : []),
    ...(refused > 0 ? [`${refused} refused by people`] : []),
  ];
  const sure = `${helped} of ${tries} tries helped: at least ${atLeast.toFixed(2)} of all, ${EARNED_FROM} is asked for`;
  const earned = against.length === 0 && atLeast >= EARNED_FROM;
  return { ...counts, atLeast, earned, because: [sure, ...against].join('; ') };
};

const weigh = (all: readonly PlanOutcome[]): Autonomy => {
  const count = (is: (one: PlanOutcome) => boolean): number => all.filter(is).length;
  const came = (outcome: PlanOutcome['outcome']): number => count((one) => one.outcome === outcome);
  const [{ fault, service } = { fault: '', service: '' }] = all;
  const counts = {
    ...{ fault, service, proposals: all.length },
    agreed: count(({ people }) => people === 'agreed'),
    refused: count(({ people }) => people === 'refused'),
    tried: count(({ tried }) => tried),
    verified: came('verified'),
    ineffective: came('ineffective'),
    worse: came('worse'),
    inconclusive: came('inconclusive'),
    failed: came('failed'),
    rolledBack: count(({ rolledBack }) => rolledBack),
    falseFixes: count(({ falseFix }) => falseFix),
    endedOtherwise: count(({ otherwise }) => otherwise === 'ended'),
    wentOn: count(({ otherwise }) => otherwise === 'goes_on'),
  };
  // What was called a success and taken back, or went on to fire, was none; a try that is not told yet is no try yet.
  const helped = count(({ outcome, rolledBack, falseFix }) => outcome === 'verified' && !rolledBack && !falseFix);
  return judged(
    counts,
    helped,
    count(({ outcome }) => outcome !== undefined),
  );
};

/** How every runbook did at every service that it proposed something for; by name. */
export const autonomyOf = (all: readonly WholeIncident[]): readonly Autonomy[] => {
  const relapsed = relapsedIn(all);
  const groups = Map.groupBy(
    all.flatMap((whole) => planOutcomesOf(whole, relapsed)),
    ({ fault, service }) => JSON.stringify([fault, service]),
  );
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, outcomes]) => weigh(outcomes));
};
