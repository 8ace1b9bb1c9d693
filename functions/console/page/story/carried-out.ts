import { type Child, code, faint, h, more, raw, section, tag } from '../dom.ts';
import { clock, lasting } from '../format.ts';
import type { IncidentView } from '../shapes.ts';

type Action = IncidentView['actions'][number];

const lasted = ({ startedAt, endedAt }: Action): string =>
  endedAt === undefined ? 'not ended' : `took ${lasting((Date.parse(endedAt) - Date.parse(startedAt)) / 1000)}`;

const action = (one: Action): Child =>
  h(
    'li',
    {},
    h('p', {}, tag(one.result), ` ${one.undoes === undefined ? '' : 'undoing '}${one.step} on `, code(one.target)),
    faint(`at ${clock(one.startedAt)}, ${lasted(one)}`),
    one.error !== undefined && h('p', { class: 'bad' }, one.error),
    more(
      `action-${one.key}`,
      'before, found and changed',
      raw({ before: one.snapshot, found: one.found, changed: one.changed, restored: one.restored }),
    ),
  );

export const carriedOut = ({ actions }: IncidentView): Child =>
  section(
    'done',
    'What was done',
    actions.length === 0 ? faint('Nothing.') : h('ol', { class: 'plain' }, ...actions.map(action)),
  );
