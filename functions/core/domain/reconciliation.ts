import { type Alert, callsForIncident, type SentAlert } from './alert.ts';
import type { AlertmanagerPolicy, Timings } from './policy.ts';
import { type Instant, secondsBetween } from './time.ts';

type Texts = Readonly<Record<string, string>>;

/** An alert as its source lists it now. */
export interface LiveAlert {
  readonly alert: SentAlert;
  /** Names the group that its source holds it in, as far as that can be known from outside. */
  readonly groupKey: string;
  /** A person asked for quiet about it. */
  readonly silenced: boolean;
}

/** What the peers of a source list, taken together. */
export interface Poll {
  readonly alerts: readonly LiveAlert[];
  /** Peers that did not answer: what only they know is not among the alerts. */
  readonly unanswered: readonly string[];
}

/** What one round of reconciliation leaves to the next. */
export interface FeedNote {
  /** Alerts that the last whole poll did not list, and since when polls do not. */
  readonly absent: Texts;
  /** Since when not every peer has answered. */
  readonly unansweredSince?: Instant | undefined;
  /** The peers that did not answer the newest poll; absent when all did. */
  readonly unanswered?: readonly string[] | undefined;
}

/** Tells one firing of a source from all others. */
export const firingKey = ({ fingerprint, firingKey: named, startsAt }: Alert): string =>
  `${fingerprint} ${named ?? startsAt}`;

/** More than this is not remembered; whatever is left over waits for its turn. */
const MOST_ABSENT = 2_000;

/** How old an alert is, in seconds, when its source must have told us of it: `group_wait`, `group_interval` and one poll. */
export const toldWithin = ({ groupWait, groupInterval }: AlertmanagerPolicy, { watchEvery }: Timings): number =>
  groupWait + groupInterval + watchEvery;

/** Whether an alert that nobody told us of should have been told by now. */
export const isMissed = ({ alert, silenced }: LiveAlert, now: Instant, missedAfter: number): boolean =>
  !silenced && callsForIncident(alert) === true && secondsBetween(alert.startsAt, now) > missedAfter;

/**
 * What is noted of a poll. Which of the alerts held as firing are absent, only a poll that every peer answered can tell;
 * one that any peer lists is not absent, and being listed once begins anew.
 */
export const notedOf = (
  { alerts: live, unanswered }: Poll,
  held: readonly Alert[],
  before: FeedNote,
  now: Instant,
): FeedNote => {
  const listed = new Set(live.map(({ alert }) => firingKey(alert)));
  const missing = [...new Set(held.map(firingKey))].filter((key) => !listed.has(key));
  const since = missing.map((key) => [key, sinceIn(before, key)] as const);
  if (unanswered.length > 0) {
    const known = since.flatMap(([key, at]) => (at === undefined ? [] : [[key, at] as const]));
    return { absent: Object.fromEntries(known), unansweredSince: before.unansweredSince ?? now, unanswered };
  }
  // Who has been missed for longer goes first, so that a storm of others never makes us forget it.
  const oldest = since
    .map(([key, at = now]) => [key, at] as const)
    .sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { absent: Object.fromEntries(oldest.slice(0, MOST_ABSENT)) };
};

/** Since when polls have not listed an alert, once that is long enough; undefined while it may still come back. */
export const goneSince = (alert: Alert, note: FeedNote, now: Instant, resolveTimeout: number): Instant | undefined => {
  const since = sinceIn(note, firingKey(alert));
  return since !== undefined && since < now && secondsBetween(since, now) >= resolveTimeout ? since : undefined;
};

const sinceIn = ({ absent }: FeedNote, key: string): Instant | undefined =>
  Object.hasOwn(absent, key) ? absent[key] : undefined;

/**
 * Whether a series of `ALERTS` may be an alert: the same name, and no label that contradicts. Prometheus shows neither
 * the labels that it adds on the way out nor those that it drops there, so what only one of them has says nothing.
 */
export const mayBeSeriesOf = ({ labels }: Alert, series: Texts): boolean =>
  Object.hasOwn(labels, 'alertname') &&
  Object.hasOwn(series, 'alertname') &&
  Object.entries(series).every(([name, value]) => !Object.hasOwn(labels, name) || labels[name] === value);

/** Whether the same alert fires anew, so that its earlier firing must be over whatever Prometheus says of the later one. */
export const firesAnew = ({ fingerprint, startsAt }: Alert, live: readonly LiveAlert[]): boolean =>
  live.some(({ alert }) => alert.fingerprint === fingerprint && alert.startsAt > startsAt);
