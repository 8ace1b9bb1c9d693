import { type Child, faint, h, section } from '../dom.ts';
import { lasting, percent } from '../format.ts';
import type { IncidentView } from '../shapes.ts';

/** How long each leg took; the bars compare them, the words say them. */
export const took = ({ durations }: IncidentView): Child => {
  const longest = Math.max(...durations.map(({ seconds }) => seconds), 0.001);
  return section(
    'took',
    'How long it took',
    durations.length === 0
      ? faint('It has only begun.')
      : h(
          'ul',
          { class: 'plain legs' },
          ...durations.map(({ name, seconds, share }) =>
            h(
              'li',
              {},
              h('span', {}, name),
              h('span', {}, lasting(seconds), share !== undefined && ` (${percent(share)})`),
              h('meter', { value: String(seconds), max: String(longest), 'aria-hidden': 'true' }),
            ),
          ),
        ),
  );
};
