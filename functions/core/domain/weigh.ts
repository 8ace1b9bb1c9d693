import type { Diagnosis, Hypothesis, Observed, Weighed } from './diagnosis.ts';
import { limitText, within } from './limit.ts';
import type { Reason } from './reason.ts';
import type { Runbook, Scope } from './runbook.ts';
import type { Instant } from './time.ts';

/** One candidate cause at one place, with everything that was looked at for it. */
export interface Candidate {
  readonly runbook: Runbook;
  readonly scope: Scope;
  readonly observed: readonly Observed[];
}

/** Prior mass of "none of these": not knowing is where every diagnosis starts. */
const PRIOR_NONE = 0.3;

/** Holds one clue against what was observed; what was not observed weighs nothing. */
export const weigh = ({ clue, evidence }: Observed): Weighed => {
  const said = { clue: clue.id, says: clue.says, evidence, limit: limitText(clue.holds) };
  if (evidence.value === undefined || Number.isNaN(evidence.value)) return { ...said, verdict: 'missing', ratio: 1 };
  return within(clue.holds, evidence.value)
    ? { ...said, verdict: 'for', ratio: clue.ratio.held }
    : { ...said, verdict: 'against', ratio: clue.ratio.not };
};

interface Scored {
  readonly candidate: Candidate;
  readonly weighed: readonly Weighed[];
  readonly mass: number;
  /** What the mass could still be, whatever the missing evidence would have said. */
  readonly least: number;
  readonly most: number;
}

const score = (candidate: Candidate, prior: number): Scored => {
  const weighed = candidate.observed.map(weigh);
  const possible = candidate.observed.map(({ clue: { ratio } }, i) =>
    weighed[i]?.verdict === 'missing' ? [1, ratio.held, ratio.not] : [weighed[i]?.ratio ?? 1],
  );
  return {
    candidate,
    weighed,
    mass: weighed.reduce((product, { ratio }) => product * ratio, prior),
    least: possible.reduce((product, ratios) => product * Math.min(...ratios), prior),
    most: possible.reduce((product, ratios) => product * Math.max(...ratios), prior),
  };
};

const scoreAll = (candidates: readonly Candidate[]): readonly Scored[] =>
  candidates.map((candidate) => score(candidate, (1 - PRIOR_NONE) / candidates.length)).sort((a, b) => b.mass - a.mass);

interface Ranked {
  readonly hypotheses: readonly Hypothesis[];
  readonly unexplained: number;
}

const ranked = (scored: readonly Scored[]): Ranked => {
  const total = scored.reduce((sum, { mass }) => sum + mass, PRIOR_NONE);
  const hypotheses = scored.map(
    ({ candidate: { runbook, scope }, weighed, mass }): Hypothesis => ({
      fault: runbook.fault,
      cause: runbook.cause,
      scope,
      confidence: mass / total,
      weighed,
      unobserved: needed(runbook).filter((id) => verdictOn(id, weighed) === 'missing'),
    }),
  );
  return { hypotheses, unexplained: PRIOR_NONE / total };
};

const needed = ({ signature }: Runbook): readonly string[] =>
  signature.filter(({ required }) => required).map(({ id }) => id);

const verdictOn = (id: string, weighed: readonly Weighed[]): Weighed['verdict'] =>
  weighed.find(({ clue }) => clue === id)?.verdict ?? 'missing';

/** Ranks the candidates by Bayes' rule over their declared likelihood ratios, "none of these" among them. */
export const rank = (candidates: readonly Candidate[]): Ranked => ranked(scoreAll(candidates));

/**
 * Chooses the best hypothesis only if every clue that it needs was seen to hold, and if it is sure enough
 * whatever the missing evidence would have said.
 */
export const conclude = (candidates: readonly Candidate[], threshold: number, at: Instant): Diagnosis => {
  const scored = scoreAll(candidates);
  const considered = { ...ranked(scored), at };
  const [best] = considered.hypotheses;
  if (best === undefined) return { outcome: 'inconclusive', reason: 'no_runbook', ...considered };
  const doubt = doubtAbout(scored, best, threshold);
  return doubt === undefined
    ? { outcome: 'explained', best, ...considered }
    : { outcome: 'inconclusive', reason: doubt, ...considered };
};

const doubtAbout = (scored: readonly Scored[], best: Hypothesis, threshold: number): Reason | undefined => {
  const [first, ...others] = scored;
  if (first === undefined) return 'no_runbook';
  const speaksFor = best.weighed.some(({ verdict }) => verdict === 'for');
  const complete = needed(first.candidate.runbook).every((id) => verdictOn(id, best.weighed) === 'for');
  const atWorst = first.least / others.reduce((sum, { most }) => sum + most, first.least + PRIOR_NONE);
  if (speaksFor && complete && atWorst >= threshold) return undefined;

  const clues = scored.flatMap(({ weighed }) => weighed);
  const blind =
    clues.every(({ verdict }) => verdict === 'missing') || clues.some(({ evidence }) => evidence.unreachable);
  if (blind || best.unobserved.length > 0) return 'evidence_unavailable';
  if (!speaksFor || !complete) return 'evidence_contradicts';
  return best.confidence >= threshold ? 'evidence_unavailable' : 'low_confidence';
};
