import { type Instant, secondsBetween } from './time.ts';

/** An alert that changes its state this often within the window is flapping. */
export interface FlapLimits {
  /** Seconds. */
  readonly window: number;
  /** Changes of state, firing or resolved, within the window. */
  readonly changes: number;
}

/** The changes that still count at a moment, oldest first, with a new one added; bounded, so that it can be stored. */
export const withChange = (changes: readonly Instant[], at: Instant, limits: FlapLimits): readonly Instant[] =>
  [...new Set([...changes, at])]
    .filter((change) => secondsBetween(change, at) <= limits.window)
    .sort()
    .slice(-2 * limits.changes);

/** Share of the limit that the changes within the window make up; from 1 on the alert is flapping. */
export const flapScore = (changes: readonly Instant[], at: Instant, limits: FlapLimits): number =>
  changes.filter((change) => change <= at && secondsBetween(change, at) <= limits.window).length / limits.changes;
