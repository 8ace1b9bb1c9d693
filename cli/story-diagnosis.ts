import type { IncidentView } from '../functions/core/contracts/api.ts';
import type { Hypothesis, Weighed } from '../functions/core/domain/diagnosis.ts';
import type { ExaminationRecord, LookedAt } from '../functions/core/domain/examination.ts';
import { percent } from '../functions/core/domain/percent.ts';
import { tellChanges } from './story-changes.ts';
import { tellLogs } from './story-logs.ts';
import { tellRanking, tellUnseen } from './story-ranking.ts';
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

const tellLooked = (
  { service, signal, query, value = Number.NaN, normally = Number.NaN }: LookedAt,
  paint: Paint,
): readonly string[] => {
  const seen = `${numberText(value)}, normally ${numberText(normally)}`;
  return [`  ${service} ${signal}: ${paint('bold', seen)}`, `    ${paint('dim', query)}`];
};

/** What the engine made of the series: its words, and each series of a suspect with value, usual value and query. */
const tellExamination = (examination: ExaminationRecord, paint: Paint): readonly string[] => {
  const { says, suspects, looked, from, windowFrom, to } = examination;
  const named = new Set(suspects.map(({ service }) => service));
  const span = [windowFrom, to, from].map((seconds) => new Date(seconds * 1000).toISOString());
  return [
    says,
    paint('dim', `Seen from ${span[0]} to ${span[1]}; normal is since ${span[2]}.`),
    ...looked
      .filter(({ service, value }) => value !== undefined && named.has(service))
      .flatMap((one) => tellLooked(one, paint)),
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
  const also = others.flatMap((one) => ['', ...tellHypothesis(one, paint)]);
  return [
    ...ranking,
    ...examined,
    ...unsure,
    ...tellHypothesis(first, paint),
    ...(also.length === 0 ? [] : ['', paint('dim', 'Also considered'), ...also.slice(1)]),
  ];
};
