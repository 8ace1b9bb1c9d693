import { type AlertGroup, ANY_GROUP, callsForIncident, episodeOf, type Firing } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import { firingKey, isMissed, type LiveAlert } from '../domain/reconciliation.ts';
import { type Instant, secondsBetween } from '../domain/time.ts';
import type { HeldAlert, IncidentStore } from '../ports/incident-store.ts';
import type { Accepted, AcceptNotification } from './accept-notification.ts';
import { eachAloneOf } from './each-alone.ts';

export interface FindMissedDeps {
  readonly store: IncidentStore;
  readonly accept: AcceptNotification;
}

/** How long is waited before something counts as missed. Seconds. */
export interface Patience {
  /** An alert that nobody told us of. */
  readonly missedAfter: number;
  /** One whose incident was closed. */
  readonly relapse: number;
}

/** An alert that has to be shown to the intake, and the group under which it is on record, if it is. */
interface Shown {
  readonly live: LiveAlert;
  readonly recordedIn?: string | undefined;
}

const LOOKS_AT_ONCE = 10;

/**
 * Shows the intake what its source lists as firing and our record does not hold: what nobody told us of, and what
 * fires on well after its incident was closed.
 */
export const makeFindMissed = ({ store, accept }: FindMissedDeps) => {
  const firingOf = (source: string, { alert }: LiveAlert): Firing => {
    const { groupKey, ...firing } = episodeOf({ source, groupKey: ANY_GROUP, alerts: [], truncated: 0 }, alert);
    return firing;
  };

  const isPast = ({ status, closedAt }: Incident, now: Instant, { relapse }: Patience): boolean =>
    status === 'closed' && closedAt !== undefined && secondsBetween(closedAt, now) > relapse;

  /** Whether an alert is to be shown. The newest of the incidents that know it speaks for it. */
  const judged = async (
    source: string,
    live: LiveAlert,
    now: Instant,
    patience: Patience,
  ): Promise<readonly Shown[]> => {
    const episodes = await store.episodesOf(firingOf(source, live));
    const newest = episodes.toSorted((a, b) => (a.incidentId < b.incidentId ? 1 : -1))[0];
    if (newest === undefined) return isMissed(live, now, patience.missedAfter) ? [{ live }] : [];
    const owner = await store.read(newest.incidentId);
    return owner !== undefined && isPast(owner, now, patience) ? [{ live, recordedIn: newest.groupKey }] : [];
  };

  /** The key under which notifications name a group: known from an alert of it that came by one, else as listed. */
  const nameOf = async (source: string, listed: string, told: readonly LiveAlert[]): Promise<string> => {
    const sibling = told.find(({ groupKey }) => groupKey === listed);
    const episodes = sibling === undefined ? [] : await store.episodesOf(firingOf(source, sibling));
    return episodes.find(({ groupKey }) => groupKey !== ANY_GROUP)?.groupKey ?? listed;
  };

  const groupsOf = (source: string, shown: readonly Shown[], told: readonly LiveAlert[]): Promise<AlertGroup[]> => {
    const together = Map.groupBy(shown, ({ live, recordedIn = ANY_GROUP }) =>
      JSON.stringify(recordedIn === ANY_GROUP ? [ANY_GROUP, live.groupKey] : [recordedIn]),
    );
    return Promise.all(
      [...together.values()].map(async (some): Promise<AlertGroup> => {
        const [first] = some;
        const { recordedIn = ANY_GROUP } = first ?? {};
        const alerts = some.map(({ live }) => live.alert);
        if (recordedIn !== ANY_GROUP) return { source, groupKey: recordedIn, alerts, truncated: 0 };
        const groupKey = await nameOf(source, first?.live.groupKey ?? '', told);
        const from = { source, groupKey: ANY_GROUP };
        return {
          source,
          groupKey,
          alerts: alerts.map((alert) => ({ ...alert, from })),
          truncated: 0,
          because: 'missed_by_webhook',
        };
      }),
    );
  };

  return async (
    source: string,
    alerts: readonly LiveAlert[],
    held: readonly HeldAlert[],
    now: Instant,
    patience: Patience,
  ): Promise<readonly Accepted[]> => {
    const holders = Map.groupBy(held, ({ alert }) => firingKey(alert));
    const holdersOf = ({ alert }: LiveAlert): readonly HeldAlert[] => holders.get(firingKey(alert)) ?? [];
    const told = alerts.filter((live) => holdersOf(live).length > 0);
    const doubtful = alerts
      .filter(({ alert, silenced }) => !silenced && callsForIncident(alert) === true)
      .filter((live) => holdersOf(live).every(({ incident }) => isPast(incident, now, patience)));

    const shown = await eachAloneOf(doubtful, LOOKS_AT_ONCE, (live) => judged(source, live, now, patience));
    const groups = await groupsOf(source, shown.flat(), told);
    return eachAloneOf(groups, 1, (group) => accept(group, now));
  };
};

export type FindMissed = ReturnType<typeof makeFindMissed>;
