/** How one case was answered. */
export interface Answer {
  readonly truth: string | null;
  readonly ranking: readonly string[];
  readonly outcome: 'explained' | 'inconclusive';
  readonly confidence: number;
}

/** Answers of which a method was about as sure, and how often these were right. */
export interface Bin {
  readonly from: number;
  readonly count: number;
  readonly sure: number;
  readonly right: number;
}

export interface Score {
  readonly faults: number;
  readonly quietWindows: number;
  readonly ac1: number;
  readonly ac3: number;
  readonly avg5: number;
  /** The share of fault-free windows in which nothing was blamed. */
  readonly quiet: number;
  /** The mean squared distance between how sure it was and whether it was right. */
  readonly brier: number;
  readonly bins: readonly Bin[];
  /** What a threshold for acting alone would let through. */
  readonly sure: readonly Sure[];
}

/** Answers of which a method was at least so sure, and how many of them were right. */
export interface Sure {
  readonly atLeast: number;
  readonly count: number;
  readonly right: number;
}

const BINS = 5;
const THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.9] as const;

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? Number.NaN : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;

const isRight = ({ truth, ranking }: Answer): number => (truth !== null && ranking[0] === truth ? 1 : 0);

const accuracyAt = (faults: readonly Answer[], k: number): number =>
  mean(faults.map(({ truth, ranking }) => (truth !== null && ranking.slice(0, k).includes(truth) ? 1 : 0)));

/** What guessing would score: the chance that one of so many services is the right one. */
export const chanceAt = (answers: readonly Answer[], k: number): number =>
  mean(answers.filter(({ truth }) => truth !== null).map(({ ranking }) => Math.min(1, k / ranking.length)));

const sureFrom = (answers: readonly Answer[], atLeast: number): Sure => {
  const sure = answers.filter(({ confidence }) => confidence >= atLeast);
  return { atLeast, count: sure.length, right: sure.reduce((sum, answer) => sum + isRight(answer), 0) };
};

export const scoreOf = (answers: readonly Answer[]): Score => {
  const faults = answers.filter(({ truth }) => truth !== null);
  const calm = answers.filter(({ truth }) => truth === null);
  const binned = Map.groupBy(answers, ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)));
  return {
    faults: faults.length,
    quietWindows: calm.length,
    ac1: accuracyAt(faults, 1),
    ac3: accuracyAt(faults, 3),
    avg5: mean([1, 2, 3, 4, 5].map((k) => accuracyAt(faults, k))),
    quiet: mean(calm.map(({ outcome }) => (outcome === 'inconclusive' ? 1 : 0))),
    brier: mean(answers.map((answer) => (answer.confidence - isRight(answer)) ** 2)),
    sure: THRESHOLDS.map((atLeast) => sureFrom(answers, atLeast)),
    bins: [...binned]
      .toSorted(([a], [b]) => a - b)
      .map(([bin, members]) => ({
        from: bin / BINS,
        count: members.length,
        sure: mean(members.map(({ confidence }) => confidence)),
        right: mean(members.map(isRight)),
      })),
  };
};
