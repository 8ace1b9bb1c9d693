import type { ExaminationRecord } from '../functions/core/domain/examination.ts';
import { type Paint, told } from './text.ts';

/** Changes that are told; all of them are in `--json`. */
const TOLD = 5;

/** What was changed around, the suspects first, with what speaks for and against each. */
export const tellChanges = ({ changes, changesMissing = [] }: ExaminationRecord, paint: Paint): readonly string[] => {
  const known = (changes ?? []).toSorted((a, b) => Number(b.suspect) - Number(a.suspect));
  const lines = known
    .slice(0, TOLD)
    .flatMap(({ change: { kind, service, at, summary, source }, suspect, because }) => [
      `${told(paint, suspect ? 'for' : 'against', suspect ? 'suspect' : 'not it')}  ${kind} of ${service} at ${new Date(at * 1000).toISOString()}: ${summary} (${source})`,
      `         ${paint('dim', because.join('; '))}`,
    ]);
  const verdict =
    known.length > 0 && !known.some(({ suspect }) => suspect)
      ? [`No change is to blame, of ${known.length} that are known.`]
      : [];
  const more = known.length > TOLD ? [paint('dim', `and ${known.length - TOLD} more`)] : [];
  return [...verdict, ...lines, ...more, ...changesMissing.map((why) => paint('dim', `changes not seen: ${why}`))];
};
