import type { IncidentView } from '../functions/core/contracts/api.ts';
import type { ExaminationRecord } from '../functions/core/domain/examination.ts';
import { percent } from '../functions/core/domain/percent.ts';
import type { RankedCause } from '../functions/core/domain/ranking.ts';
import type { Paint } from './text.ts';

/** Causes that are listed; less likely ones than this share are left to `--json`. */
const LISTED = 4;
const LEAST = 0.005;
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

/** What was asked for and could not be had, by its reason. */
export const tellUnseen = ({ looked }: ExaminationRecord, paint: Paint): readonly string[] => {
  const byReason = Map.groupBy(
    looked.filter(({ missing }) => missing !== undefined),
    ({ missing }) => missing,
  );
  return [...byReason].map(([reason, all]) =>
    paint(
      'dim',
      `${all.length} of ${looked.length} series not seen (${reason}): ${all.map(({ service, signal }) => `${service} ${signal}`).join(', ')}`,
    ),
  );
};
