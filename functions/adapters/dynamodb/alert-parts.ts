import { ANY_GROUP, type Episode } from '../../core/domain/alert.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import type { Digest } from '../../core/domain/timeline.ts';
import type { Opening } from '../../core/ports/incident-store.ts';
import { alertItem } from './items/alert.ts';
import { episodeItem, sentFiringItem } from './items/episode.ts';
import { episodeItemKey, sentFiringKey } from './keys.ts';
import { type Condition, check, type Part, put } from './transact.ts';
import type { Writing } from './writing.ts';

/** How many items one alert takes at the most, and how many alerts one transaction: it may hold a hundred items. */
export const ITEMS_EACH = 4;
export const CHUNK = 22;

/** An alert with its episode. */
export type Alerted = Opening['alerts'][number];

/** Neither an opening nor a joining may name one episode twice; a transaction would refuse itself. */
export const eachOnce = (alerts: readonly Alerted[]): readonly Alerted[] => [
  ...new Map(alerts.map((one) => [nameOf(one.episode), one])).values(),
];

const nameOf = ({ source, groupKey, fingerprint, startsAt }: Episode): string =>
  JSON.stringify([source, groupKey, fingerprint, startsAt]);

/** The two items of each alert; with `takenFrom`, episodes of that incident pass to this one. */
export const alertParts = (
  { clock, digest }: Writing,
  id: IncidentId,
  alerts: readonly Alerted[],
  takenFrom: IncidentId | undefined,
): readonly Part[] => {
  const now = clock();
  return alerts.flatMap(({ alert, episode }) => [
    put('episode', episodeItem(id, episode, now, digest), untaken(takenFrom)),
    put('alert', alertItem(id, alert, episode.source, digest)),
    ...(alert.service === undefined ? meeting(id, episode, now, digest, takenFrom) : []),
  ]);
};

/**
 * Where one that was sent meets the same one that was found by looking, in whatever group: with a service they meet on its
 * pointer, without one only here. Two that were sent, in two groups, do not meet.
 */
const meeting = (
  id: IncidentId,
  episode: Episode,
  now: Date,
  digest: Digest,
  takenFrom: IncidentId | undefined,
): readonly Part[] => {
  if (episode.groupKey === ANY_GROUP) return [check('episode', sentFiringKey(episode, digest), untaken(takenFrom))];
  const found = episodeItemKey({ ...episode, groupKey: ANY_GROUP }, digest);
  return [put('episode', sentFiringItem(id, episode, now, digest)), check('episode', found, untaken(takenFrom))];
};

const untaken = (takenFrom: IncidentId | undefined): Condition =>
  takenFrom === undefined
    ? { that: 'attribute_not_exists(pk)' }
    : { that: 'attribute_not_exists(pk) OR incidentId = :from', values: { ':from': takenFrom } };
