import * as z from 'zod';
import type { Episode } from '../../../core/domain/alert.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { Digest } from '../../../core/domain/timeline.ts';
import type { HeldEpisode } from '../../../core/ports/incident-store.ts';
import { episodeItemKey, sentFiringKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, parseItem, SCHEMA, shapeOf } from './item.ts';

/** An episode outlives its incident for so long that no source still repeats it. */
const KEPT_SECONDS = 14 * 86_400;

const EpisodeItem = itemOf('episode', {
  ...shapeOf<HeldEpisode>()({
    incidentId: Id,
    source: z.string(),
    groupKey: z.string(),
    fingerprint: z.string(),
    startsAt: z.string(),
  }),
  expiresAt: z.int(),
});

const expiry = (now: Date): number => Math.floor(now.getTime() / 1000) + KEPT_SECONDS;

const SentFiringItem = itemOf('sent_firing', { incidentId: Id, expiresAt: z.int() });

/** Notes that a firing without a service was sent; the newest incident that got it stands there. */
export const sentFiringItem = (id: IncidentId, episode: Episode, now: Date, digest: Digest): RawItem => ({
  ...sentFiringKey(episode, digest),
  type: 'sent_firing',
  schema: SCHEMA,
  incidentId: id,
  expiresAt: expiry(now),
});

export const sentFiringFrom = (raw: RawItem): IncidentId => parseItem(SentFiringItem, raw).incidentId;

export const episodeItem = (id: IncidentId, episode: Episode, now: Date, digest: Digest): RawItem => ({
  ...episodeItemKey(episode, digest),
  type: 'episode',
  schema: SCHEMA,
  incidentId: id,
  ...episode,
  expiresAt: expiry(now),
});

export const episodeFrom = (raw: RawItem): HeldEpisode => {
  const { pk, sk, type, schema, expiresAt, ...episode } = parseItem(EpisodeItem, raw);
  return episode;
};
