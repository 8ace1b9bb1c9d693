import type { IncidentId } from './incident-id.ts';
import { type Instant, plusSeconds } from './time.ts';

/** The systems in which people follow an incident, the anchors of its timeline, and the model that is to look at it. */
export const SINKS = ['jira', 'slack', 'teams', 'pagerduty', 'webhook', 'peers', 'anchors', 'investigator'] as const;

export type SinkName = (typeof SINKS)[number];

/** What a sink calls an incident: a ticket's key, a message's place. */
export type Refs = Readonly<Record<string, string>>;

/** A fact that a sink did not take, and why; repeating it would not help. */
export interface RefusedFact {
  readonly seq: number;
  readonly why: string;
}

/** How far one incident's timeline has come to one sink. */
export interface Delivery {
  readonly incidentId: IncidentId;
  readonly sink: SinkName;
  /** Counts the writes of whoever delivers; each is conditioned on it. */
  readonly version: number;
  /** Every entry up to this one is at the sink, or was not for it. */
  readonly deliveredSeq: number;
  /** The newest entry that is known to be due. */
  readonly wantedSeq: number;
  /** This entry was begun, and it is not known whether it arrived. */
  readonly sendingSeq?: number | undefined;
  readonly refs: Refs;
  readonly refused: readonly RefusedFact[];
  /** Tries in a row that failed. */
  readonly failures: number;
  /** Not before then. */
  readonly retryAt?: Instant | undefined;
  /** What stands in the way, or why the sink gets nothing. */
  readonly why?: string | undefined;
  /** Until then somebody is at it. */
  readonly leaseUntil?: Instant | undefined;
}

export const noDelivery = (incidentId: IncidentId, sink: SinkName): Delivery => ({
  ...{ incidentId, sink, version: 0, deliveredSeq: 0, wantedSeq: 0, refs: {}, refused: [], failures: 0 },
});

/** More are not kept: what a sink refuses twenty times it refuses always. */
const MOST_REFUSED = 20;

export const withRefused = (refused: readonly RefusedFact[], fact: RefusedFact): readonly RefusedFact[] =>
  [...refused, { ...fact, why: fact.why.slice(0, 300).toWellFormed() }].slice(-MOST_REFUSED);

const FIRST_REST_SECONDS = 2;
const LONGEST_REST_SECONDS = 300;

/** How long to rest after so many failures in a row; never less than the sink asked for. */
export const restAfter = (failures: number, asked = 0): number =>
  Math.max(Math.ceil(asked), Math.min(FIRST_REST_SECONDS * 2 ** Math.max(0, failures - 1), LONGEST_REST_SECONDS));

/** Whether a sink is to be left alone, because it failed or asked for a rest. */
export interface Breaker {
  readonly sink: SinkName;
  /** Failures in a row, over all incidents. */
  readonly failures: number;
  /** Open until then: nothing is sent meanwhile. */
  readonly openUntil?: Instant | undefined;
}

/** So many failures in a row open the breaker. */
const TRIPS_AT = 3;

/** The breaker after a failure: it opens after several in a row, or at once when the sink asks for a rest. */
export const tripped = ({ sink, failures: before }: Breaker, now: Instant, asked?: number): Breaker => {
  const failures = before + 1;
  if (asked === undefined && failures < TRIPS_AT) return { sink, failures };
  return { sink, failures, openUntil: plusSeconds(now, restAfter(failures - TRIPS_AT + 1, asked)) };
};

/** Seconds until a breaker lets something through; 0 when it does now. */
export const closedIn = ({ openUntil }: Breaker, now: Instant): number =>
  openUntil === undefined ? 0 : Math.max(0, (Date.parse(openUntil) - Date.parse(now)) / 1000);
