import type { Diagnosis, Hypothesis, Unnamed } from './diagnosis.ts';
import type { ExaminationRecord } from './examination.ts';
import type { Runbook, Scope } from './runbook.ts';

/** The clues and the engine see the same trouble by different means: neither may overrule the other. */
export const ENGINE_WEIGHT = 0.5;

type Calls = ExaminationRecord['calls'];

/** A service and all that it calls, directly or not. */
const below = (service: string, calls: Calls): ReadonlySet<string> => {
  const seen = new Set([service]);
  for (const one of seen) for (const [caller, callee] of calls) if (caller === one) seen.add(callee);
  return seen;
};

/** Whether harm that shows at a service may come from a cause in that place: it sits there, or in what the service calls. */
const mayShowAt = (service: string, { service: suffers, dependency }: Scope, calls: Calls): boolean => {
  const reach = below(service, calls);
  return reach.has(suffers) || reach.has(dependency);
};

/** Faults whose harm still lies ahead: nothing shows of them yet, wherever one looks. */
type Ahead = ReadonlySet<string>;

/** Those of these runbooks. */
export const aheadIn = (runbooks: readonly Pick<Runbook, 'fault' | 'liesAhead'>[]): Ahead =>
  new Set(runbooks.filter(({ liesAhead }) => liesAhead).map(({ fault }) => fault));

/** How much of the engine's certainty counts against the clues: what it has beyond an even chance. */
const counts = (confidence: number): number => Math.max(0, 2 * confidence - 1);

/** The causes that may show at a service, as shares of what is certain of it; the rest has no name. */
const sharesAt = (
  service: string,
  hypotheses: readonly Hypothesis[],
  unexplained: number,
  { calls, ahead }: { readonly calls: Calls; readonly ahead: Ahead },
): readonly number[] => {
  const masses = hypotheses.map(({ fault, scope, confidence }) =>
    ahead.has(fault) || mayShowAt(service, scope, calls) ? confidence : 0,
  );
  const total = masses.reduce((sum, mass) => sum + mass, unexplained);
  return masses.map((mass) => (total > 0 ? mass / total : 0));
};

/**
 * Joins what the clues of the runbooks say with what the engine saw into one ranking that sums up to 1: a weighted mean
 * of both, in which the engine's doubt leaves the clues as they are. Where the two name different services, neither is
 * sure any more; but what harms nobody yet is not contradicted by harm elsewhere. What no runbook explains lies where the
 * engine sees it.
 */
export const joinEngine = (
  { hypotheses, unexplained }: Pick<Diagnosis, 'hypotheses' | 'unexplained'>,
  { suspects, calls }: Pick<ExaminationRecord, 'suspects' | 'calls'>,
  ahead: Ahead,
  engineWeight = ENGINE_WEIGHT,
): Required<Pick<Diagnosis, 'hypotheses' | 'unexplained' | 'unnamed'>> => {
  const seen = suspects.map((suspect) => {
    const weight = engineWeight * counts(suspect.confidence);
    return { ...suspect, weight, shares: sharesAt(suspect.service, hypotheses, unexplained, { calls, ahead }) };
  });
  const counted = seen.reduce((sum, { weight }) => sum + weight, 0);
  const joined = hypotheses.map((hypothesis, i): Hypothesis => {
    const given = seen.reduce((sum, { weight, shares }) => sum + weight * (shares[i] ?? 0), 0);
    const confidence = hypothesis.confidence * (1 - counted) + given;
    return { ...hypothesis, confidence, byClues: hypothesis.confidence };
  });
  const unnamed = seen.map(({ service, signal, confidence, weight, shares }): Unnamed => {
    const named = shares.reduce((sum, share) => sum + share, 0);
    return { service, signal, confidence: weight * (1 - named) + unexplained * (confidence - weight) };
  });
  const certain = suspects.reduce((sum, { confidence }) => sum + confidence, 0);
  return {
    hypotheses: joined.toSorted((a, b) => b.confidence - a.confidence),
    unexplained: unexplained * Math.max(0, 1 - certain),
    unnamed: unnamed.toSorted((a, b) => b.confidence - a.confidence),
  };
};

/** The diagnosis with the engine's part in it. What the clues leave open stays open; what they explain may become unsure. */
export const withEngine = (
  diagnosis: Diagnosis,
  examination: ExaminationRecord,
  { threshold, ahead }: { readonly threshold: number; readonly ahead: Ahead },
): Diagnosis => {
  const joined = { ...joinEngine(diagnosis, examination, ahead), at: diagnosis.at, examination };
  if (diagnosis.outcome === 'inconclusive') return { outcome: 'inconclusive', reason: diagnosis.reason, ...joined };
  const { fault, scope } = diagnosis.best;
  const best = joined.hypotheses.find(
    (one) => one.fault === fault && one.scope.service === scope.service && one.scope.dependency === scope.dependency,
  );
  return best !== undefined && best.confidence >= threshold
    ? { outcome: 'explained', best, ...joined }
    : { outcome: 'inconclusive', reason: 'services_disagree', ...joined };
};
