import type { Line } from './lead.ts';

/** What speaks for one candidate: by which line, and how strongly. */
export type Spoken = readonly { readonly line: Line; readonly strength: number }[];

/** How sure each candidate is, in their order. */
export interface Weights {
  readonly confidences: readonly number[];
  /** What is left for "none of these". */
  readonly none: number;
}

/** How sharply a difference in strength decides; and the strength at which a lone candidate is as likely as none. */
export const SHARPNESS = 2.5;
export const DOUBT = 1;

/** Who fails may only be told so by what it calls: of the certainty that failing gives, so much stays open. */
const TOLD = 0.5;
const FAILING: ReadonlySet<Line> = new Set(['failing', 'called']);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The strength of all that speaks for a candidate. */
export const strengthOf = (spoken: Spoken): number => sum(spoken.map(({ strength }) => strength));

const openOf = (spoken: Spoken): number => {
  const failing = strengthOf(spoken.filter(({ line }) => FAILING.has(line)));
  return failing > 0 ? (TOLD * failing) / Math.max(failing, strengthOf(spoken)) : 0;
};

/** Shares the certainty out over the candidates, strongest first, and "none of these", by what speaks for each. */
export const shareOut = (candidates: readonly Spoken[], sharpness = SHARPNESS, doubt = DOUBT): Weights => {
  const strengths = candidates.map(strengthOf);
  const highest = strengths.reduce((most, one) => Math.max(most, one), doubt);
  const odds = (strength: number) => Math.exp(sharpness * (strength - highest));
  const total = sum(strengths.map(odds)) + odds(doubt);
  let least = 1;
  const confidences = candidates.map((spoken, i) => {
    // Nobody is told surer than one of whom more speaks.
    least = Math.min(least, (odds(strengths[i] ?? 0) / total) * (1 - openOf(spoken)));
    return least;
  });
  return { confidences, none: Math.max(0, 1 - sum(confidences)) };
};
