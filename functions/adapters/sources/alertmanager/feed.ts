import type * as z from 'zod';
import type { LiveAlert } from '../../../core/domain/reconciliation.ts';
import { firingKey } from '../../../core/domain/reconciliation.ts';
import type { AlertFeed } from '../../../core/ports/alert-feed.ts';
import { type ListedAlert, ListedAlerts, ListedGroups } from './api.ts';
import { alertOf } from './mapping.ts';

/** How long one question may take. */
const DEADLINE_MS = 5_000;

export interface Peers {
  /** Where each peer's API answers; only from the policy, never from an alert. */
  readonly urls: readonly string[];
  /** Name of the receiver that notifies us. */
  readonly receiver: string;
  /** @default 5000 */
  readonly deadlineMs?: number;
}

/**
 * What the peers of an Alertmanager list for one receiver, silenced and inhibited alerts included. A peer counts as
 * answering only when all of its answers could be read.
 */
export const alertmanagerFeed = ({ urls, receiver, deadlineMs = DEADLINE_MS }: Peers): AlertFeed => ({
  poll: async () => {
    const asked = await Promise.allSettled(urls.map((url) => listedAt(url, receiver, deadlineMs)));
    const listed = asked.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    return {
      alerts: [...Map.groupBy(listed, ({ alert }) => firingKey(alert)).values()].flatMap(together),
      unanswered: urls.filter((_, i) => asked[i]?.status === 'rejected').map((url) => new URL(url).host),
    };
  },
});

/** Peers tell each other of silences, but not at once: it is silenced if one of them knows so. */
const together = (same: readonly LiveAlert[]): readonly LiveAlert[] =>
  same.slice(0, 1).map((one) => ({ ...one, silenced: same.some(({ silenced }) => silenced) }));

const listedAt = async (url: string, receiver: string, deadlineMs: number): Promise<readonly LiveAlert[]> => {
  const only = new URLSearchParams({
    ...{ active: 'true', silenced: 'true', inhibited: 'true', muted: 'true' },
    receiver: receiver.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  });
  const [alerts, groups] = await Promise.all([
    ask(`${url}/api/v2/alerts?${only}&unprocessed=true`, ListedAlerts, deadlineMs),
    ask(`${url}/api/v2/alerts/groups?${only}`, ListedGroups, deadlineMs),
  ]);
  const ours = groups.filter((group) => group.receiver.name === receiver);
  const keys = keysIn(ours);
  const muted = mutedIn(ours);
  return alerts
    .filter(({ receivers }) => receivers.some(({ name }) => name === receiver))
    .map((listed) => ({
      alert: alertOf({ ...listed, status: 'firing' }),
      groupKey: keys.get(listed.fingerprint) ?? ungrouped(listed),
      silenced: (listed.status.silencedBy ?? []).length > 0 || muted.has(listed.fingerprint),
    }));
};

/** Its webhook names a group by its route and these labels; the API does not tell the route, and most groups have none. */
const keyOf = (labels: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{}:{${pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`;
};

const keysIn = (groups: ListedGroups): ReadonlyMap<string, string> =>
  new Map(
    groups.flatMap(({ labels, alerts }) => alerts.map(({ fingerprint }) => [fingerprint, keyOf(labels)] as const)),
  );

/** Held back by a time interval of the configuration: a person asked for quiet, only beforehand. */
const mutedIn = (groups: ListedGroups): ReadonlySet<string> =>
  new Set(
    groups.flatMap(({ alerts }) =>
      alerts.flatMap(({ fingerprint, status }) => ((status?.mutedBy ?? []).length > 0 ? fingerprint : [])),
    ),
  );

/** Not yet in a group: then it is one of its own. */
const ungrouped = ({ labels }: ListedAlert): string => keyOf(labels);

const ask = async <S extends z.ZodType>(url: string, schema: S, deadlineMs: number): Promise<z.output<S>> => {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(deadlineMs) });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return schema.parse(await response.json());
};
