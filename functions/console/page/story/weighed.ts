import { type Child, code, faint, h, more, section, table, tag } from '../dom.ts';
import { percent, short, words } from '../format.ts';
import type { IncidentView } from '../shapes.ts';

type Hypothesis = NonNullable<IncidentView['diagnosis']>['hypotheses'][number];

const clues = ({ weighed: all, cause }: Hypothesis): HTMLElement =>
  table(
    `Evidence for and against: ${cause}`,
    ['verdict', 'clue', 'value', 'limit', 'query'],
    all.map(({ verdict, says, evidence: { missing, value, query }, limit }) => [
      tag(verdict),
      says,
      code(missing ?? short(value)),
      limit,
      code(query),
    ]),
  );

const named = ({ scope, cause, confidence }: Hypothesis): string =>
  `${scope.service} and ${scope.dependency}: ${cause} (${percent(confidence)})`;

/** Which causes were weighed, and by which evidence. */
export const weighed = ({ diagnosis, diagnoses }: IncidentView): Child => {
  if (diagnosis === null) return false;
  const [first, ...others] = diagnosis.hypotheses;
  const earlier = diagnoses.slice(0, -1);
  return section(
    'weighed',
    'Why this cause',
    first === undefined ? faint('No runbook fits this place.') : [h('p', {}, named(first)), clues(first)],
    others.length > 0 &&
      more(
        'others',
        `What else was considered (${others.length})`,
        ...others.flatMap((one) => [h('p', {}, named(one)), clues(one)]),
      ),
    earlier.length > 0 &&
      more(
        'earlier',
        `Earlier diagnoses (${earlier.length})`,
        ...earlier.map((one) => h('p', {}, one.outcome === 'explained' ? named(one.best) : words(one.reason))),
      ),
  );
};
