import { citableIn } from '../citable.ts';
import type { TimelineEntry } from '../timeline.ts';
import { type Law, lawForIncidents, unless } from './law.ts';

const ASKING: readonly TimelineEntry['kind'][] = [
  'agent.called',
  'investigation.started',
  'investigation.joined',
  'investigation.suggested',
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every id that an entry's suggestions cite; a suggestion that cites nothing is told by an empty one. */
const citedIn = ({ data }: TimelineEntry): readonly string[] =>
  [data['suggestions'] ?? []].flat().flatMap((one) => {
    const cites = isObject(one) && Array.isArray(one['cites']) ? one['cites'].map(String) : [];
    return cites.length === 0 ? [''] : cites;
  });

export const AGENT_LAWS: readonly Law[] = [
  lawForIncidents(
    'agents-only-ask',
    'what agents ask and models suggest moves no incident, and names whose token it was',
    ({ timeline }) =>
      timeline.flatMap((entry, i) =>
        ASKING.includes(entry.kind)
          ? [
              ...unless(entry.status === timeline[i - 1]?.status, `entry ${entry.seq} moved it to ${entry.status}`),
              ...unless(/^agent:./.test(entry.actor), `entry ${entry.seq} is by ${entry.actor}, no agent’s subject`),
            ]
          : [],
      ),
  ),
  lawForIncidents(
    'suggestions-cite',
    'every suggestion of a model cites evidence of its incident, and nothing else',
    ({ timeline, diagnoses }) => {
      const evidence = new Set(citableIn({ diagnoses }).map(({ id }) => id));
      return timeline
        .filter(({ kind }) => kind === 'investigation.suggested')
        .flatMap((entry) =>
          citedIn(entry)
            .filter((id) => !evidence.has(id))
            .map((id) => `entry ${entry.seq} cites ${id === '' ? 'nothing' : id}`),
        );
    },
  ),
];
