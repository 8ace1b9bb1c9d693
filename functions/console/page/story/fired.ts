import { type Child, h, more, raw, section, since, tag } from '../dom.ts';
import { day, lasting } from '../format.ts';
import type { IncidentView } from '../shapes.ts';

const MOST_SHOWN = 12;

type Alert = IncidentView['alerts'][number];

const told = ({ name, status, startsAt, endsAt, fingerprint, labels, annotations }: Alert): Child =>
  h(
    'li',
    {},
    h(
      'p',
      {},
      tag(status),
      ' ',
      h('strong', {}, name),
      ' for ',
      endsAt === undefined
        ? since(startsAt)
        : `${lasting((Date.parse(endsAt) - Date.parse(startsAt)) / 1000)}, until ${day(endsAt)}`,
    ),
    h('p', {}, annotations['summary']),
    more(`alert-${fingerprint}-${startsAt}`, 'labels and annotations', raw({ labels, annotations, startsAt })),
  );

/** What the sources said; every text of it is shown as text. */
export const fired = ({ alerts, source, swallowed }: IncidentView): Child => {
  const firing = alerts.filter(({ status }) => status === 'firing').length;
  const rest = alerts.slice(MOST_SHOWN);
  return section(
    'fired',
    'What fired',
    h(
      'p',
      { class: 'faint' },
      `${alerts.length} by ${source}, ${firing} still firing`,
      swallowed ? `, ${swallowed} of other groups` : '',
    ),
    h('ul', { class: 'plain' }, ...alerts.slice(0, MOST_SHOWN).map(told)),
    rest.length > 0 && more('more-alerts', `${rest.length} more`, h('ul', { class: 'plain' }, ...rest.map(told))),
  );
};
