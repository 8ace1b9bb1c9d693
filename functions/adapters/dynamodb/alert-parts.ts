import type { Episode } from '../../core/domain/alert.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import type { Opening } from '../../core/ports/incident-store.ts';
import type { Writing } from './incident-store.ts';
import { alertItem } from './items/alert.ts';
import { episodeItem } from './items/episode.ts';
import { type Condition, type Part, put } from './transact.ts';

/** How many alerts one transaction takes: two items each, of the hundred that it may hold. */
export const CHUNK = 40;

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
  ]);
};

const untaken = (takenFrom: IncidentId | undefined): Condition =>
  takenFrom === undefined
    ? { that: 'attribute_not_exists(pk)' }
    : { that: 'attribute_not_exists(pk) OR incidentId = :from', values: { ':from': takenFrom } };
