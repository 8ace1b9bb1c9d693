import type { IncidentId } from './incident-id.ts';
import { type Instant, secondsBetween } from './time.ts';

/** Incidents that were handed over without a lull between them: a model looks at the first of them, once for all. */
export interface Wave {
  /** The one that is looked at. */
  readonly leader: IncidentId;
  readonly beganAt: Instant;
  /** When the newest of them came. */
  readonly newestAt: Instant;
}

/** One that lasts longer is looked at anew. Seconds. */
export const LONGEST_WAVE = 3_600;

/** The wave that an incident belongs to: the newest one, or one of its own after a lull of so many seconds. */
export const waveWith = (newest: Wave | undefined, id: IncidentId, at: Instant, lullSeconds: number): Wave => {
  const goesOn =
    newest !== undefined &&
    secondsBetween(newest.newestAt, at) <= lullSeconds &&
    secondsBetween(newest.beganAt, at) <= LONGEST_WAVE;
  return goesOn
    ? { ...newest, newestAt: newest.newestAt > at ? newest.newestAt : at }
    : { leader: id, beganAt: at, newestAt: at };
};
