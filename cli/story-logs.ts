import type { ExaminationRecord, LogsSeen } from '../functions/core/domain/examination.ts';
import { type Paint, told } from './text.ts';

const rate = (perMinute: number): string => String(Number(perMinute.toPrecision(3)));

const tellLog = ({ service, query, found, missing }: LogsSeen, paint: Paint): readonly string[] => {
  if (found === undefined) return [paint('dim', `log of ${service} not seen: ${missing ?? 'no data'}`)];
  const { errorsPerMinute, errorsPerMinuteNormally, appeared, vanished } = found;
  const errors = `${rate(errorsPerMinute)} errors a minute, normally ${rate(errorsPerMinuteNormally)}`;
  return [
    `log of ${service}: ${paint('bold', errors)}`,
    ...appeared.map(({ template, now }) => `  ${told(paint, 'for', 'new')}   ${template} (${now} times)`),
    ...vanished.map(
      ({ template, normally }) => `  ${told(paint, 'against', 'gone')}  ${template} (${Math.round(normally)} expected)`,
    ),
    `  ${paint('dim', query)}`,
  ];
};

/** What the services logged that they did not before, and what they do not any more. */
export const tellLogs = ({ logs = [] }: ExaminationRecord, paint: Paint): readonly string[] =>
  logs.flatMap((log) => tellLog(log, paint));
