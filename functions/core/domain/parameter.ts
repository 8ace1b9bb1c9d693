import { type Limit, within } from './limit.ts';
import type { Instant } from './time.ts';
import type { Sample } from './verification.ts';

/** One value that a parameter had. */
export interface ParameterValue {
  readonly value: string;
  readonly version: number;
  readonly changedAt: Instant;
}

/** The last change of a parameter: from what to what, and when. */
export interface ParameterChange {
  readonly current: ParameterValue;
  /** The newest earlier value that was another one. */
  readonly previous: ParameterValue;
}

/** The last change that is known; undefined when it never had another value. */
export const lastChange = (history: readonly ParameterValue[]): ParameterChange | undefined => {
  const current = history.at(-1);
  const before = history.findLastIndex(({ value }) => value !== current?.value);
  const previous = history[before];
  // The value came with the first version after the other one; later ones only repeat it.
  const since = history[before + 1];
  return since === undefined || previous === undefined ? undefined : { current: since, previous };
};

/** How harm is recognised, and how soon after a change it must have begun. */
export interface Tie {
  readonly harm: Limit;
  readonly withinSeconds: number;
}

/**
 * Whether harm began with a change: there was none at the moment of the change, there is now, and it began soon after.
 * What was not measured around the change ties nothing to it.
 */
export const beganWith = (changedAt: Instant, samples: readonly Sample[], { harm, withinSeconds }: Tie): boolean => {
  const at = Date.parse(changedAt) / 1000;
  const before = samples.findLast(([when]) => when <= at);
  const newest = samples.at(-1);
  const first = samples.find(([when, value]) => when > at && within(harm, value));
  if (before === undefined || newest === undefined || first === undefined) return false;
  return !within(harm, before[1]) && within(harm, newest[1]) && first[0] - at <= withinSeconds;
};
