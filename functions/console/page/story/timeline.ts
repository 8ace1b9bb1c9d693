import { type Child, code, h, section, table } from '../dom.ts';
import { clock, clocked, day, words } from '../format.ts';
import type { IncidentView } from '../shapes.ts';

const who = (actor: string): string => actor.replace(/^person:/, '');

export const timeline = ({ timeline: all }: IncidentView): Child =>
  section(
    'timeline',
    'Timeline',
    table(
      'Timeline',
      ['at', 'what', 'why', 'who'],
      all.map(({ at, text, actor, reason, kind }) => [
        h('time', { datetime: at, title: day(at) }, code(clock(at))),
        h('span', { title: kind }, clocked(text)),
        reason && words(reason),
        actor.startsWith('person:') ? h('strong', {}, who(actor)) : actor,
      ]),
    ),
  );
