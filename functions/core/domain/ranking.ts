import type { Diagnosis, Hypothesis, Unnamed, Weighed } from './diagnosis.ts';
import type { ExaminationRecord, LookedAt } from './examination.ts';
import { type Instant, instant } from './time.ts';

/** One thing that was seen, with what a reader needs to see it again. */
export interface Cited {
  readonly says: string;
  readonly query: string;
  readonly value?: number | undefined;
  /** What it stood at when nothing was wrong, or what it had to be. */
  readonly normally?: number | undefined;
  readonly limit?: string | undefined;
  readonly from: Instant;
  readonly to: Instant;
}

/** One place in the one ranking of causes; where no runbook names the cause, only the service and its signal are known. */
export interface RankedCause {
  readonly service: string;
  readonly dependency?: string | undefined;
  readonly signal?: string | undefined;
  readonly cause: string;
  readonly fault?: string | undefined;
  readonly confidence: number;
  /** The share of what the alerting service suffers that this service explains by itself, and that as a sentence. */
  readonly share?: number | undefined;
  readonly added?: string | undefined;
  readonly evidence: { readonly for: readonly Cited[]; readonly against: readonly Cited[] };
}

/** Series of one service that are cited. */
const SERIES = 4;
/** From so many of its usual strays on, a series speaks for its service; a third of that speaks against it. */
const NOTABLE = 3;

const at = (seconds: number): Instant => instant(new Date(seconds * 1000));

const seriesCited = (examination: ExaminationRecord | undefined, service: string): RankedCause['evidence'] => {
  if (examination === undefined) return { for: [], against: [] };
  const { looked, windowFrom, to } = examination;
  const cited = ({ signal, query, value, normally }: LookedAt): Cited => ({
    says: `${signal} of ${service}`,
    query,
    value,
    normally,
    from: at(windowFrom),
    to: at(to),
  });
  const own = looked
    .filter((one) => one.service === service && one.score !== undefined)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0));
  return {
    for: own
      .filter(({ score = 0 }) => score >= NOTABLE)
      .slice(0, SERIES)
      .map(cited),
    against: own
      .filter(({ score = 0 }) => score < NOTABLE / 3)
      .slice(0, SERIES)
      .map(cited),
  };
};

const clueCited = ({ says, limit, evidence: { query, value, at: when } }: Weighed): Cited => ({
  says,
  query,
  value,
  limit,
  from: when,
  to: when,
});

const causeRanked = (hypothesis: Hypothesis, examination: ExaminationRecord | undefined): RankedCause => {
  const { scope, fault, cause, confidence, weighed } = hypothesis;
  const suspected = (name: string) => examination?.suspects.find(({ service }) => service === name);
  // Where both are suspected, the clues say that what is called is the place.
  const suspect = suspected(scope.dependency) ?? suspected(scope.service);
  const place = suspect?.service ?? scope.dependency;
  const clues = (verdict: Weighed['verdict']) => weighed.filter((one) => one.verdict === verdict).map(clueCited);
  const series = seriesCited(examination, place);
  return {
    service: place,
    dependency: scope.dependency,
    signal: suspect?.signal,
    cause,
    fault,
    confidence,
    share: suspect?.share,
    added: suspect?.added,
    evidence: { for: [...clues('for'), ...series.for], against: [...clues('against'), ...series.against] },
  };
};

const unnamedRanked = (
  { service, signal, confidence }: Unnamed,
  examination: ExaminationRecord | undefined,
): RankedCause => {
  const suspect = examination?.suspects.find((one) => one.service === service);
  return {
    service,
    signal,
    cause: 'a cause that no runbook names',
    confidence,
    share: suspect?.share,
    added: suspect?.added,
    evidence: seriesCited(examination, service),
  };
};

/** Every cause that was considered, of runbooks and of the engine, as one ranking; the likeliest first. */
export const rankingOf = ({ hypotheses, unnamed = [], examination }: Diagnosis): readonly RankedCause[] =>
  [
    ...hypotheses.map((one) => causeRanked(one, examination)),
    ...unnamed.map((one) => unnamedRanked(one, examination)),
  ].toSorted((a, b) => b.confidence - a.confidence);
