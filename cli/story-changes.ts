import { type ChangeGroup, groupChanges } from '../functions/core/domain/engine/change-groups.ts';
import type { ExaminationRecord } from '../functions/core/domain/examination.ts';
import { type Paint, told } from './text.ts';

/** Groups that are told; all changes are in `--json`. */
const TOLD = 5;
/** Changes of a group that are named. */
const NAMED = 3;

const momentOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

const tellGroup = ({ kind, service, source, suspect, changes }: ChangeGroup, paint: Paint): readonly string[] => {
  const [newest] = changes;
  const oldest = changes.at(-1) ?? newest;
  const mark = told(paint, suspect ? 'for' : 'against', suspect ? 'suspect' : 'not it');
  const why = (of: string) => `         ${paint('dim', `${of}${newest.because.join('; ')}`)}`;
  if (changes.length === 1) {
    const { at, summary } = newest.change;
    return [`${mark}  ${kind} of ${service} at ${momentOf(at)}: ${summary} (${source})`, why('')];
  }
  const named = changes.slice(0, NAMED).map(({ change }) => change.summary);
  const rest = changes.length > NAMED ? `, and ${changes.length - NAMED} more` : '';
  return [
    `${mark}  ${changes.length} changes of ${kind} at ${service} from ${momentOf(oldest.change.at)} to ${momentOf(newest.change.at)} (${source})`,
    `         ${named.join(', ')}${rest}`,
    why('the last: '),
  ];
};

/** What was changed around, the suspects first, with what speaks for and against each. */
export const tellChanges = ({ changes, changesMissing = [] }: ExaminationRecord, paint: Paint): readonly string[] => {
  const known = changes ?? [];
  const groups = groupChanges(known);
  const verdict =
    known.length > 0 && !known.some(({ suspect }) => suspect)
      ? [`No change is to blame, of ${known.length} that are known.`]
      : [];
  const untold = groups.slice(TOLD).reduce((sum, group) => sum + group.changes.length, 0);
  return [
    ...verdict,
    ...groups.slice(0, TOLD).flatMap((group) => tellGroup(group, paint)),
    ...(untold > 0 ? [paint('dim', `and ${untold} more`)] : []),
    ...changesMissing.map((why) => paint('dim', `changes not seen: ${why}`)),
  ];
};
