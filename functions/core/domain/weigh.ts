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
  if (evidence.value === undefined) return { ...said, verdict: 'missing', ratio: 1 };
  return within(clue.holds, evidence.value)
    ? { ...said, verdict: 'for', ratio: clue.ratio.held }
    : { ...said, verdict: 'against', ratio: clue.ratio.not };
};

/** Ranks the candidates by Bayes' rule over their declared likelihood ratios, "none of these" among them. */
export const rank = (
  candidates: readonly Candidate[],
): { readonly hypotheses: readonly Hypothesis[]; readonly unexplained: number } => {
  const prior = candidates.length === 0 ? 0 : (1 - PRIOR_NONE) / candidates.length;
  const weighed = candidates.map(({ runbook, scope, observed }) => {
    const clues = observed.map(weigh);
    const mass = clues.reduce((product, { ratio }) => product * ratio, prior);
    const required = new Set(runbook.signature.filter((clue) => clue.required).map(({ id }) => id));
    const unobserved = clues.filter(({ clue, verdict }) => verdict === 'missing' && required.has(clue));
    return { runbook, scope, clues, mass, unobserved: unobserved.map(({ clue }) => clue) };
  });
  const total = weighed.reduce((sum, { mass }) => sum + mass, PRIOR_NONE);
  const hypotheses = weighed
    .map(
      ({ runbook, scope, clues, mass, unobserved }): Hypothesis => ({
        fault: runbook.fault,
        cause: runbook.cause,
        scope,
        confidence: mass / total,
        weighed: clues,
        unobserved,
      }),
    )
    .sort((a, b) => b.confidence - a.confidence);
  return { hypotheses, unexplained: PRIOR_NONE / total };
};

/** Chooses the best hypothesis only if it is sure enough and every clue that it needs was seen to hold. */
export const conclude = (candidates: readonly Candidate[], threshold: number, at: Instant): Diagnosis => {
  const ranked = { ...rank(candidates), at };
  const [best] = ranked.hypotheses;
  if (best === undefined) return { outcome: 'inconclusive', reason: 'no_runbook', ...ranked };
  const doubt = doubtAbout(best, threshold, ranked.hypotheses);
  return doubt === undefined
    ? { outcome: 'explained', best, ...ranked }
    : { outcome: 'inconclusive', reason: doubt, ...ranked };
};

const doubtAbout = (best: Hypothesis, threshold: number, all: readonly Hypothesis[]): Reason | undefined => {
  const clues = all.flatMap(({ weighed }) => weighed);
  if (best.unobserved.length > 0 || clues.every(({ verdict }) => verdict === 'missing')) return 'evidence_unavailable';
  if (best.confidence >= threshold && best.weighed.some(({ verdict }) => verdict === 'for')) return undefined;
  if (clues.some(({ verdict, evidence }) => verdict === 'missing' && evidence.unreachable))
    return 'evidence_unavailable';
  return best.weighed.some(({ verdict }) => verdict === 'for') ? 'low_confidence' : 'evidence_contradicts';
};
