/** What speaks for each of the candidates, strongest first. */
export interface Weights {
  readonly confidences: readonly number[];
  /** What is left for "none of these". */
  readonly none: number;
}

/** How sharply a difference in strength decides; and the strength at which a lone candidate is as likely as none. */
export const SHARPNESS = 2;
export const DOUBT = 1.6;

/** Shares the certainty out over the candidates and "none of these", by their strengths. */
export const shareOut = (strengths: readonly number[], sharpness = SHARPNESS, doubt = DOUBT): Weights => {
  const highest = Math.max(doubt, ...strengths);
  const odds = (strength: number) => Math.exp(sharpness * (strength - highest));
  const masses = strengths.map(odds);
  const none = odds(doubt);
  const total = masses.reduce((sum, mass) => sum + mass, none);
  return { confidences: masses.map((mass) => mass / total), none: none / total };
};
