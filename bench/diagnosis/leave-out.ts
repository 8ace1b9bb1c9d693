import { DOUBT, SHARPNESS, shareOut, strengthOf } from '../../functions/core/domain/engine/confidence.ts';
import type { Line } from '../../functions/core/domain/engine/lead.ts';
import { EXPLAINED_FROM, type Ranking } from '../../functions/core/domain/engine/rank.ts';
import { type Answer, type Score, scoreOf } from './score.ts';

/** The constants that were chosen by looking at cases: how much each line weighs, and how strengths become certainty. */
interface Choice {
  readonly weights: Readonly<Record<Line, number>>;
  readonly sharpness: number;
  readonly doubt: number;
}

/** A case as the engine ranked it, with the truth. */
export interface Ranked {
  readonly ranking: Ranking;
  readonly truth: string | null;
}

const LINES: readonly Line[] = ['resource', 'impact', 'slow', 'failing', 'called', 'shift'];
/** What is as it is comes first: where nothing speaks for another, it stays. */
const FACTORS = [1, 0.5, 2] as const;
const SHARPNESSES = [2.5, 1.5, 2, 3, 3.5] as const;
const DOUBTS = [1, 0.6, 0.8, 1.2, 1.6] as const;

const OURS: Choice = {
  weights: { resource: 1, impact: 1, slow: 1, failing: 1, called: 1, shift: 1 },
  sharpness: SHARPNESS,
  doubt: DOUBT,
};

const answerWith =
  ({ weights, sharpness, doubt }: Choice) =>
  ({ ranking, truth }: Ranked): Answer => {
    const found = ranking.suspects
      .map(({ service, leads }) => {
        const spoken = leads.map(({ line, strength }) => ({ line, strength: weights[line] * strength }));
        return { service, spoken, strength: strengthOf(spoken) };
      })
      .toSorted((a, b) => b.strength - a.strength);
    const { confidences } = shareOut(
      found.map(({ spoken }) => spoken),
      sharpness,
      doubt,
    );
    const [confidence = 0] = confidences;
    const outcome = confidence >= EXPLAINED_FROM ? 'explained' : 'inconclusive';
    return { truth, outcome, confidence, ranking: found.map(({ service }) => service) };
  };

const scoreWith = (choice: Choice, cases: readonly Ranked[]): Score => scoreOf(cases.map(answerWith(choice)));

/** Over systems, not over cases: a system with many cases must not outvote the others. */
const mean = (systems: readonly (readonly Ranked[])[], of: (cases: readonly Ranked[]) => number): number =>
  systems.reduce((sum, cases) => sum + of(cases), 0) / systems.length;

const bestOf = <T>(options: readonly T[], worth: (option: T) => number): T | undefined =>
  options.map((option) => ({ option, worth: worth(option) })).toSorted((a, b) => b.worth - a.worth)[0]?.option;

/** Goes through the lines one after the other, and keeps of each the factor that ranks best on these systems. */
const chooseOn = (systems: readonly (readonly Ranked[])[]): Choice => {
  let choice = OURS;
  const ranks = (one: Choice) =>
    mean(systems, (cases) => {
      const { ac1, ac3 } = scoreWith(one, cases);
      return ac1 + ac3;
    });
  for (const line of LINES) {
    const options = FACTORS.map((factor) => ({ ...choice, weights: { ...choice.weights, [line]: factor } }));
    choice = bestOf(options, ranks) ?? choice;
  }
  const certainties = SHARPNESSES.flatMap((sharpness) => DOUBTS.map((doubt) => ({ ...choice, sharpness, doubt })));
  return bestOf(certainties, (one) => -mean(systems, (cases) => scoreWith(one, cases).brier)) ?? choice;
};

export interface LeftOut {
  readonly system: string;
  readonly ours: Score;
  /** With the constants that the other systems would have chosen. */
  readonly theirs: Score;
  readonly chosen: Choice;
}

/** What each system would score, had it not been looked at when the constants were chosen. */
export const leaveOneOut = (systems: ReadonlyMap<string, readonly Ranked[]>): readonly LeftOut[] =>
  [...systems].map(([system, cases]) => {
    const others = [...systems].filter(([name]) => name !== system).map(([, all]) => all);
    const chosen = others.length === 0 ? OURS : chooseOn(others);
    return { system, ours: scoreWith(OURS, cases), theirs: scoreWith(chosen, cases), chosen };
  });

const scores = ({ ac1, ac3, quiet, quietWindows, brier }: Score): string =>
  `AC@1 ${ac1.toFixed(2)} AC@3 ${ac3.toFixed(2)}${quietWindows > 0 ? ` quiet ${quiet.toFixed(2)}` : ''} Brier ${brier.toFixed(3)}`;

/** One line a system, under a heading. */
export const leftOutLines = (all: readonly LeftOut[]): readonly string[] => [
  'left out: what each would score with weights and certainty chosen on the other systems alone',
  ...all.map(({ system, ours, theirs, chosen }) => {
    const changed = LINES.filter((line) => chosen.weights[line] !== 1).map(
      (line) => `${line} x${chosen.weights[line]}`,
    );
    const how = [...changed, `sharpness ${chosen.sharpness}`, `doubt ${chosen.doubt}`].join(', ');
    return `  ${system.padEnd(18)} ${scores(theirs)}; as it is ${scores(ours)} (${how})`;
  }),
  '',
];
