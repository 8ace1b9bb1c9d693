import type { Incident, IncidentId } from './incident.ts';
import { type Instant, secondsBetween } from './time.ts';

/** So many incidents that open so close to each other that a message for each would only be noise. */
export interface Storm {
  /** The one with which it became a storm. */
  readonly leader: IncidentId;
  /** It and all that opened after it without a lull, oldest first. */
  readonly incidents: readonly [Incident, ...Incident[]];
}

export interface StormPolicy {
  /** So many that opened within the window are a storm. */
  readonly stormAfter: number;
  /** Seconds. */
  readonly windowSeconds: number;
}

/** The storm that an incident opened in, among all that opened around it; undefined when it opened in none. */
export const stormOf = (
  id: IncidentId,
  around: readonly Incident[],
  { stormAfter, windowSeconds }: StormPolicy,
): Storm | undefined => {
  const all = around.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const near = (a: Incident, b: Incident): boolean => secondsBetween(a.openedAt, b.openedAt) <= windowSeconds;
  const stormy = all.filter((one, i) => all.slice(0, i + 1).filter((other) => near(other, one)).length >= stormAfter);
  let run: Incident[] = [];
  for (const one of stormy) {
    const last = run.at(-1);
    const follows = last !== undefined && near(last, one);
    if (!follows && run.some((other) => other.id === id)) break;
    run = follows ? [...run, one] : [one];
  }
  const [leader, ...others] = run;
  if (leader === undefined || !run.some((other) => other.id === id)) return undefined;
  return { leader: leader.id, incidents: [leader, ...others] };
};

/** A storm without some of its incidents; undefined when nothing is left of it. */
export const stormWithout = ({ incidents }: Storm, told: readonly string[]): Storm | undefined => {
  const [leader, ...others] = incidents.filter(({ id }) => !told.includes(id));
  return leader && { leader: leader.id, incidents: [leader, ...others] };
};

/** So long may nothing open before a storm is told that cannot be told anew. Seconds. */
const LULL_SECONDS = 10;
/** Longer than this nobody is left without news of a storm, however it grows. Seconds. */
const LATEST_SECONDS = 60;

/** Seconds until a storm that can be told only once is worth telling; 0 when it is. */
export const secondsToLull = ({ incidents }: Storm, now: Instant): number => {
  const newest = incidents.at(-1) ?? incidents[0];
  const lull = LULL_SECONDS - secondsBetween(newest.openedAt, now);
  return Math.max(0, Math.min(lull, LATEST_SECONDS - secondsBetween(incidents[0].openedAt, now)));
};
