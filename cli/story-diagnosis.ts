import type { IncidentView } from '../functions/core/contracts/api.ts';
import type { Hypothesis, Weighed } from '../functions/core/domain/diagnosis.ts';
import type { ExaminationRecord, LookedAt } from '../functions/core/domain/examination.ts';
import { percent } from '../functions/core/domain/percent.ts';
import { tellChanges } from './story-changes.ts';
import { tellLogs } from './story-logs.ts';
import { LEAST, tellRanking, tellUnseen } from './story-ranking.ts';
import { type Paint, told, words } from './text.ts';

const VERDICT_WIDTH = 'against'.length;

const numberText = (value: number): string => String(Number(value.toPrecision(4)));

const tellClue = ({ verdict, says, limit, evidence }: Weighed, paint: Paint): readonly string[] => {
  const { value, missing, query } = evidence;
  const seen = value === undefined ? `not observed: ${missing ?? 'no data'}` : `${numberText(value)}, wanted ${limit}`;
  return [
    `${told(paint, verdict, verdict.padEnd(VERDICT_WIDTH))}  ${says}: ${paint('bold', seen)}`,
    `${' '.repeat(VERDICT_WIDTH)}  ${paint('dim', query)}`,
  ];
};

const tellHypothesis = (hypothesis: Hypothesis, paint: Paint): readonly string[] => {
  const { scope, cause, confidence, weighed } = hypothesis;
  return [
    `${scope.service} and ${scope.dependency}: ${cause} (${percent(confidence)})`,
    ...weighed.flatMap((one) => tellClue(one, paint)).map((line) => `  ${line}`),
  ];
};

/** What speaks most plainly against a cause that is as good as ruled out; all of it is in `--json`. */
const tellRuledOut = ({ scope, cause, confidence, weighed }: Hypothesis, paint: Paint): string => {
  const against = weighed.filter(({ verdict }) => verdict === 'against').toSorted((a, b) => a.ratio - b.ratio)[0];
  const why =
    against === undefined
      ? 'nothing speaks for it'
      : `${against.says}: ${against.evidence.value === undefined ? 'not observed' : numberText(against.evidence.value)}, wanted ${against.limit}`;
  return `${scope.service} and ${scope.dependency}: ${cause} (${percent(confidence)}); ${paint('dim', `against it: ${why}`)}`;
};

const tellLooked = (
  { service, signal, query, value = Number.NaN, normally = Number.NaN }: LookedAt,
  paint: Paint,
): readonly string[] => {
  const seen = `${numberText(value)}, normally ${numberText(normally)}`;
  return [`  ${service} ${signal}: ${paint('bold', seen)}`, `    ${paint('dim', query)}`];
};

/** From so many of its usual strays on, a series is shown with its query. */
const NOTABLE = 3;

/** Series that stand about where they usually do: they speak against what they would show. */
const tellUnmoved = (unmoved: readonly LookedAt[], paint: Paint): readonly string[] => {
  if (unmoved.length === 0) return [];
  const each = unmoved.map(
    ({ service, signal, value = Number.NaN, normally = Number.NaN }) =>
      `${service} ${signal} ${numberText(value)} (${numberText(normally)})`,
  );
  return [paint('dim', `Moved little, with what is normal: ${each.join('; ')}.`)];
};

/** What the engine made of the series: its words, each series of a suspect that moved with value, usual value and query, and the others. */
const tellExamination = (examination: ExaminationRecord, paint: Paint): readonly string[] => {
  const { says, suspects, looked, from, windowFrom, to } = examination;
  const named = new Set(suspects.map(({ service }) => service));
  const held = looked
    .filter(({ service, value }) => value !== undefined && named.has(service))
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0));
  const span = [windowFrom, to, from].map((seconds) => new Date(seconds * 1000).toISOString());
  return [
    says,
    paint('dim', `Seen from ${span[0]} to ${span[1]}; normal is since ${span[2]}.`),
    ...held.filter(({ score = 0 }) => score >= NOTABLE).flatMap((one) => tellLooked(one, paint)),
    ...tellUnmoved(
      held.filter(({ score = 0 }) => score < NOTABLE),
      paint,
    ),
    ...tellUnseen(examination, paint),
    ...tellLogs(examination, paint),
    ...tellChanges(examination, paint),
    '',
  ];
};

/** The causes that were considered, each clue with its verdict, value, limit and query. */
export const tellDiagnosis = (incident: IncidentView, paint: Paint): readonly string[] => {
  const { diagnosis } = incident;
  if (diagnosis === null) return [];
  const ranking = tellRanking(incident, paint);
  const examined = diagnosis.examination ? tellExamination(diagnosis.examination, paint) : [];
  const [first, ...others] = diagnosis.hypotheses;
  const unsure =
    diagnosis.outcome === 'explained'
      ? []
      : [paint('yellow', `No known cause explains what is seen: ${words(diagnosis.reason)}.`)];
  if (first === undefined) return [...ranking, ...examined, ...unsure];
  const likely = others
    .filter(({ confidence }) => confidence >= LEAST)
    .flatMap((one) => [...tellHypothesis(one, paint), '']);
  const ruledOut = others.filter(({ confidence }) => confidence < LEAST).map((one) => tellRuledOut(one, paint));
  return [
    ...ranking,
    ...examined,
    ...unsure,
    ...tellHypothesis(first, paint),
    ...(others.length === 0 ? [] : ['', paint('dim', 'Also considered'), ...likely, ...ruledOut]),
  ];
};
