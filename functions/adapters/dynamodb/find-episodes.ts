import { ANY_GROUP, type Episode, type Firing } from '../../core/domain/alert.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import type { Digest } from '../../core/domain/timeline.ts';
import type { HeldEpisode } from '../../core/ports/incident-store.ts';
import { getItem } from './get-items.ts';
import { episodeFrom } from './items/episode.ts';
import { episodeItemKey, firingPartition } from './keys.ts';
import { getPartition, type Table } from './table.ts';

/** Whose an episode is: as it was sent, else as it was found by looking, when its group was not known. */
export const incidentOfEpisode = async (
  table: Table,
  episode: Episode,
  digest: Digest,
): Promise<IncidentId | undefined> => {
  const keys = [episode, { ...episode, groupKey: ANY_GROUP }].map((one) => episodeItemKey(one, digest));
  const [sent, found] = await Promise.all(keys.map((key) => getItem(table, key)));
  const item = sent ?? found;
  return item && episodeFrom(item).incidentId;
};

/** Every group's episode of one firing. */
export const episodesOf = async (table: Table, firing: Firing, digest: Digest): Promise<readonly HeldEpisode[]> =>
  (await getPartition(table, firingPartition(firing, digest))).map(episodeFrom);
