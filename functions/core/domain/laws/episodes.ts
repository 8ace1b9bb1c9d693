import { type Episode, episodeOf } from '../alert.ts';
import type { Incident } from '../incident.ts';
import { canonicalJson } from '../json.ts';
import { type Law, lawForEach, unless } from './law.ts';
import type { Facts, WholeRecord } from './record.ts';

interface Held {
  readonly episode: Episode;
  /** Oldest first. */
  readonly holders: readonly Incident[];
}

const keyOf = ({ source, groupKey, fingerprint, startsAt }: Episode): string =>
  canonicalJson([source, groupKey, fingerprint, startsAt]);

/** Every episode that an incident holds. */
const heldIn = ({ incidents }: WholeRecord): ReadonlyMap<string, Held> => {
  const held = new Map<string, Held>();
  for (const { incident, alerts } of incidents.toSorted((a, b) => (a.incident.id < b.incident.id ? -1 : 1))) {
    const group = { source: incident.source, groupKey: incident.groupKey, alerts, truncated: 0 };
    for (const alert of alerts) {
      const episode = episodeOf(group, alert);
      const key = keyOf(episode);
      held.set(key, { episode, holders: [...(held.get(key)?.holders ?? []), incident] });
    }
  }
  return held;
};

export const EPISODE_LAWS: readonly Law[] = [
  lawForEach(
    'episodes-unshared',
    'no two incidents share an episode, unless the later one is linked to an earlier one as its relapse',
    ({ record }: Facts) => [...heldIn(record).values()],
    ({ episode }) => keyOf(episode),
    ({ holders }) =>
      holders.slice(1).flatMap(({ id, linkedTo }, i) => {
        const earlier = holders.slice(0, i + 1).map((incident) => incident.id);
        const linked = linkedTo !== undefined && earlier.includes(linkedTo);
        return unless(linked, `${id} shares it with ${earlier.join(', ')}`);
      }),
  ),
  {
    name: 'episodes-owned',
    says: 'every episode names the newest incident that holds it',
    check: ({ record }) => {
      const held = heldIn(record);
      const breaches = record.episodes.flatMap((episode) => {
        const { incidentId } = episode;
        const newest = held.get(keyOf(episode))?.holders.at(-1)?.id ?? 'none';
        const wrong = unless(newest === incidentId, `names ${incidentId}; the newest that holds it is ${newest}`);
        return wrong.map((what) => ({ record: keyOf(episode), what }));
      });
      return { checked: record.episodes.length, breaches };
    },
  },
];
