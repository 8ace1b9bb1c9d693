import { CHAIN_START, hashOf } from '../timeline.ts';
import { mayMove } from '../transitions.ts';
import { type Law, lawForIncidents, unless } from './law.ts';

export const TIMELINE_LAWS: readonly Law[] = [
  lawForIncidents(
    'timeline-numbered',
    'timeline entries count from 1 without gap or repeat up to the incident’s seq',
    ({ incident, timeline }) => {
      const wrong = timeline.find(({ seq }, i) => seq !== i + 1);
      return [
        ...unless(wrong === undefined, `entry ${wrong?.seq} stands where another number was due`),
        ...unless(timeline.length === incident.seq, `${timeline.length} entries, but seq is ${incident.seq}`),
      ];
    },
  ),
  lawForIncidents(
    'chain-intact',
    'every entry hashes to what it says and continues the one before it; the head is the last one',
    ({ incident, timeline }, { digest }) => {
      const broken = timeline.flatMap((entry, i) => [
        ...unless(
          entry.previous === (i === 0 ? CHAIN_START : timeline[i - 1]?.hash),
          `entry ${entry.seq} does not continue the one before it`,
        ),
        ...unless(
          hashOf(incident.id, entry, digest) === entry.hash,
          `entry ${entry.seq} does not hash to what it says`,
        ),
      ]);
      return [...broken, ...unless(timeline.at(-1)?.hash === incident.head, 'the head is not the last entry')];
    },
  ),
  lawForIncidents('moves-legal', 'every status follows from the one before it', ({ incident, timeline }) => {
    const statuses = timeline.map(({ status }) => status);
    const moves = statuses.slice(1).flatMap((to, i) => {
      const from = statuses[i];
      return from === undefined || from === to || mayMove(from, to) ? [] : [`moved from ${from} to ${to}`];
    });
    return [
      ...unless(statuses[0] === 'open', `began as ${statuses[0] ?? 'nothing'}, not as open`),
      ...moves,
      ...unless(statuses.at(-1) === incident.status, `is ${incident.status}, its last entry says ${statuses.at(-1)}`),
    ];
  }),
];
