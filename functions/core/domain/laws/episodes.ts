import { ANY_GROUP, type Episode, episodeOf } from '../alert.ts';
import { type Incident, isOver } from '../incident.ts';
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

/** What an open incident is alone about: its group, and each firing that it holds. */
interface Claimed {
  readonly what: string;
  readonly by: Incident;
  /** In which group; of its own group, none. */
  readonly groupKey?: string;
}

const claimedIn = (record: WholeRecord): readonly Claimed[] => {
  const open = record.incidents.flatMap(({ incident }) => (isOver(incident.status) ? [] : [incident]));
  const groups = open.map((by) => ({ what: `the group ${canonicalJson([by.source, by.groupKey])}`, by }));
  const firings = [...heldIn(record).values()].flatMap(({ episode, holders }) => {
    const { source, groupKey, fingerprint, startsAt } = episode;
    const what = `the firing ${canonicalJson([source, fingerprint, startsAt])}`;
    return holders.filter(({ status }) => !isOver(status)).map((by) => ({ what, by, groupKey }));
  });
  return [...groups, ...firings];
};

/** Two groups may each be sent the same firing; one that was found by looking is in whichever group it is sent in. */
const isSame = (a: Claimed, b: Claimed): boolean =>
  a.by.id !== b.by.id && (a.groupKey === b.groupKey || a.groupKey === ANY_GROUP || b.groupKey === ANY_GROUP);

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
    name: 'opened-once',
    says: 'no two incidents that are not over are about one group of a source, or hold one firing of an alert',
    check: ({ record }) => {
      const together = Map.groupBy(claimedIn(record), ({ what }) => what);
      const breaches = [...together].flatMap(([what, all]) => {
        const rivals = all.filter((one) => all.some((other) => isSame(one, other))).map(({ by }) => by.id);
        return rivals.length === 0 ? [] : [{ record: [...new Set(rivals)].join(', '), what: `both have ${what}` }];
      });
      return { checked: together.size, breaches };
    },
  },
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
