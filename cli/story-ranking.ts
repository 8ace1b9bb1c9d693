import type { IncidentView } from '../functions/core/contracts/api.ts';
import type { ExaminationRecord, LookedAt } from '../functions/core/domain/examination.ts';
import { percent } from '../functions/core/domain/percent.ts';
import type { RankedCause } from '../functions/core/domain/ranking.ts';
import type { Paint } from './text.ts';

/** Causes that are listed. */
const LISTED = 4;
/** Less likely than this is as good as ruled out. */
export const LEAST = 0.005;
const WIDTH = 'over 99.9 %'.length;

const line = (confidence: number, what: string): string => `${percent(confidence).padStart(WIDTH)}  ${what}`;

const causeLine = ({ service, dependency, signal, cause, confidence, added }: RankedCause, paint: Paint): string => {
  const where = dependency === undefined || dependency === service ? service : `${service} (at ${dependency})`;
  const sentence = added === undefined ? '' : `; ${added}`;
  return line(confidence, `${paint('bold', where)}${signal ? ` by ${signal}` : ''}: ${cause}${sentence}`);
};

/** Of clues and series together: every likely cause with how sure it is, and what is left for none of them. */
export const tellRanking = ({ ranking, diagnosis }: IncidentView, paint: Paint): readonly string[] => {
  if (diagnosis === null || ranking.length === 0) return [];
  const listed = ranking.slice(0, LISTED).filter(({ confidence }) => confidence >= LEAST);
  return [
    ...listed.map((one) => causeLine(one, paint)),
    line(diagnosis.unexplained, paint('dim', 'none of these')),
    '',
  ];
};

/** Services of which each signal is named that could not be had; of more, only how many. */
const NAMED = 6;

const byReasonIn = (
  looked: readonly LookedAt[],
  reasonOf: (one: LookedAt) => string | undefined,
): readonly (readonly [reason: string, all: readonly LookedAt[]])[] => [
  ...Map.groupBy(
    looked.filter((one) => reasonOf(one) !== undefined),
    (one) => reasonOf(one) ?? '',
  ),
];

/** Each service once, with its signals behind it. */
const servicesText = (all: readonly LookedAt[]): string => {
  const services = [...Map.groupBy(all, ({ service }) => service)];
  const named = services
    .slice(0, NAMED)
    .map(([service, own]) => `${service} ${own.map(({ signal }) => signal).join(', ')}`);
  const rest = services.length > NAMED ? [`and ${services.length - NAMED} more services`] : [];
  return [...named, ...rest].join('; ');
};

/** It was answered, but with no samples since it began, or none from before: nothing can be held against anything. */
const unheld = ({ missing, value }: LookedAt): string | undefined =>
  missing === undefined && value === undefined ? 'no samples both from before and since it began' : undefined;

/** What was asked for and could not be had, or only in part, by its reason. */
export const tellUnseen = ({ looked }: ExaminationRecord, paint: Paint): readonly string[] => [
  ...byReasonIn(looked, (one) => one.missing ?? unheld(one)).map(([reason, all]) =>
    paint('dim', `${all.length} of ${looked.length} series not seen (${reason}): ${servicesText(all)}`),
  ),
  ...byReasonIn(looked, ({ partly }) => partly).map(([reason, all]) =>
    paint('dim', `${all.length} of ${looked.length} series seen only in part (${reason}): ${servicesText(all)}`),
  ),
];
