import { type AlertGroup, HEARTBEAT_LABEL } from './alert.ts';
import type { Policy } from './policy.ts';
import { type Instant, secondsBetween } from './time.ts';

/** The newest sign of life of one heartbeat: a source may send several, each with another value of the label. */
export interface Beat {
  readonly source: string;
  /** Value of the label that marks it; where that says only that it is one, the alert's name. */
  readonly name: string;
  /** When it reached us. */
  readonly at: Instant;
}

/** The heartbeat that we send ourselves, by the webhook that every source uses. */
export const DRILL = { source: 'generic', name: 'selfright-drill' } as const;

/** Our own may miss this many beats in a row. */
const DRILLS_MISSED = 3;
const LONGEST_NAME = 64;

/** The heartbeats that a notification carries: those that fire. */
export const beatsIn = (group: AlertGroup, at: Instant): readonly Beat[] => {
  const names = group.alerts
    .filter(({ status, labels }) => status === 'firing' && Object.hasOwn(labels, HEARTBEAT_LABEL))
    .map(({ name, labels }) => (labels[HEARTBEAT_LABEL] === 'true' ? name : (labels[HEARTBEAT_LABEL] ?? '')))
    .map((name) => name.slice(0, LONGEST_NAME));
  return [...new Set(names)].map((name) => ({ source: group.source, name, at }));
};

export const isDrill = ({ source, name }: Pick<Beat, 'source' | 'name'>): boolean =>
  source === DRILL.source && name === DRILL.name;

/** After how many seconds without a beat it counts as silent. */
export const silentAfter = (beat: Beat, { timings }: Policy): number =>
  isDrill(beat) ? DRILLS_MISSED * timings.drill : timings.heartbeat;

/**
 * The heartbeats that must be heard: those that ever were, and our own from when somebody began to listen. Others that
 * never came may not be connected yet; that is no silence.
 */
export const awaited = (beats: readonly Beat[], listeningSince: Instant): readonly Beat[] =>
  beats.some(isDrill) ? beats : [...beats, { ...DRILL, at: listeningSince }];

export const isSilent = (beat: Beat, policy: Policy, now: Instant): boolean =>
  secondsBetween(beat.at, now) > silentAfter(beat, policy);
