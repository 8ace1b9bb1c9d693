import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';

/** One firing or resolved condition, identified by its fingerprint. Its texts are untrusted. */
export interface Alert {
  readonly fingerprint: string;
  readonly status: 'firing' | 'resolved';
  readonly name: string;
  /** The service that the source names, if it does. */
  readonly service?: string | undefined;
  readonly severity?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: Instant;
  /** When it resolved; absent while it fires. */
  readonly endsAt?: Instant | undefined;
  /** What the source itself calls this one firing, where it has such a name: the same in all that it says of it. */
  readonly firingKey?: string | undefined;
  /** The group that it came with, where that is not its incident's own. */
  readonly from?: GroupName | undefined;
}

/** What tells one group of alerts from every other. */
export interface GroupName {
  readonly source: string;
  readonly groupKey: string;
}

export const isGroup = (a: GroupName, b: GroupName): boolean => a.source === b.source && a.groupKey === b.groupKey;

/** An alert as a source sent it. */
export interface SentAlert extends Alert {
  /** The source does not say when this firing began: `startsAt` is only when it was seen. */
  readonly startUnknown?: boolean | undefined;
}

/** Alerts that a source sent as belonging together. */
export interface AlertGroup {
  readonly source: string;
  readonly groupKey: string;
  readonly alerts: readonly SentAlert[];
  /** How many alerts the source left out of the message; with any hidden, its status proves nothing. */
  readonly truncated: number;
  /** Why we ourselves call for an incident; what a source sent never says so. */
  readonly because?: Reason | undefined;
}

/** One firing of an alert. A re-fire keeps group and fingerprint; only `startsAt` is new. */
export interface Episode {
  readonly source: string;
  readonly groupKey: string;
  readonly fingerprint: string;
  /** When it began, or the source's own name for this firing: what tells it from the next. */
  readonly startsAt: Instant;
}

/** Stands for the group of a firing that was found by looking: in which group its source sends it is not known. */
export const ANY_GROUP = '*';

/** One firing of an alert, in whichever group its source sends it. */
export type Firing = Omit<Episode, 'groupKey'>;

export const episodeOf = (group: AlertGroup, alert: Alert): Episode => ({
  source: (alert.from ?? group).source,
  groupKey: (alert.from ?? group).groupKey,
  fingerprint: alert.fingerprint,
  startsAt: alert.firingKey ?? alert.startsAt,
});

/** Marks the always-firing alert whose silence is the alarm. */
export const HEARTBEAT_LABEL = 'selfright_heartbeat';

/** Whether an alert asks for an incident, and if not, why not. */
export const callsForIncident = (alert: Alert): true | 'heartbeat' | 'severity_none' => {
  if (Object.hasOwn(alert.labels, HEARTBEAT_LABEL)) return 'heartbeat';
  return alert.severity === 'none' ? 'severity_none' : true;
};
