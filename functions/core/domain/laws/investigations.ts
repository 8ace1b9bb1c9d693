import { LONGEST_WAVE } from '../investigation-wave.ts';
import { secondsBetween } from '../time.ts';
import type { TimelineEntry } from '../timeline.ts';
import { type Law, lawForIncidents, unless } from './law.ts';
import type { Facts } from './record.ts';

const INVESTIGATOR = 'agent:investigator';

/** A hand-over at which a model looked by itself, or of which it was told whose run stands for it. */
interface Turn {
  readonly record: string;
  readonly kind: TimelineEntry['kind'];
  readonly at: string;
  readonly leader: string;
  readonly lullSeconds: number;
}

/** All of them, in their order; what somebody asked for names no leader. */
const turnsIn = ({ record }: Facts): readonly Turn[] =>
  record.incidents
    .flatMap(({ incident, timeline }) =>
      timeline.flatMap(({ kind, data: { leader, at, lullSeconds } }): Turn[] =>
        kind.startsWith('investigation.') &&
        typeof leader === 'string' &&
        typeof at === 'string' &&
        typeof lullSeconds === 'number'
          ? [{ record: incident.id, kind, at, leader, lullSeconds }]
          : [],
      ),
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));

const wrongWith = (turn: Turn, turns: readonly Turn[], facts: Facts): readonly string[] => {
  const { kind, at, leader, record, lullSeconds } = turn;
  const earlier = turns.filter((one) => one.at < at || (one.at === at && one.record < record));
  if (kind === 'investigation.joined') {
    const led = earlier.some((one) => one.kind === 'investigation.started' && one.record === leader);
    // The record keeps what is done with for a time only.
    return unless(
      led || !facts.record.incidents.some(({ incident }) => incident.id === leader),
      `${leader} was not looked at`,
    );
  }
  const before = earlier.at(-1);
  if (before === undefined || secondsBetween(before.at, at) > lullSeconds) return [];
  const began = earlier.findLast((one) => one.kind === 'investigation.started');
  const isLong = began !== undefined && secondsBetween(began.at, at) > LONGEST_WAVE;
  return unless(
    isLong,
    `a model looked by itself, ${secondsBetween(before.at, at)} s after ${before.record} of the same wave`,
  );
};

export const INVESTIGATION_LAWS: readonly Law[] = [
  lawForIncidents(
    'one-look-a-wave',
    'a model looks by itself at one incident of a wave, and the others name it',
    ({ incident }, facts) => {
      const turns = turnsIn(facts);
      return turns.filter(({ record }) => record === incident.id).flatMap((turn) => wrongWith(turn, turns, facts));
    },
  ),
  lawForIncidents(
    'models-only-suggest',
    'all that the investigator ever writes is that it read, looked and suggested: no plan, approval or action is its own',
    ({ incident, timeline, approvals }) => [
      ...timeline
        .filter(
          ({ actor, kind }) => actor === INVESTIGATOR && kind !== 'agent.called' && !kind.startsWith('investigation.'),
        )
        .map(({ seq, kind }) => `entry ${seq} is ${kind}, by a model`),
      ...unless(incident.proposedBy !== 'investigator', 'a model proposed it'),
      ...approvals
        .filter(({ votes }) => votes.some(({ subject }) => subject === 'investigator'))
        .map(({ planDigest }) => `a model decided on ${planDigest}`),
    ],
  ),
];
