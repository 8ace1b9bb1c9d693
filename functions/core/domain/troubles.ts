import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';

/** What one look found about one thing that may be wrong with ourselves. */
export type Finding =
  | {
      readonly condition: string;
      readonly wrong: true;
      /** Name of the alert that stands for it. */
      readonly name: string;
      readonly reason: Reason;
      /** One sentence for the person who is told. */
      readonly says: string;
    }
  | { readonly condition: string; readonly wrong: false };

/** What is remembered of the troubles that went on at the last look, by condition. */
export type FollowedTroubles = Readonly<Record<string, Followed>>;

interface Followed {
  /** When a look first found it. */
  readonly since: Instant;
  /** How many looks in a row have found nothing wrong. */
  readonly calm: number;
}

/** One look may miss what lies there: queues count approximately. */
const CALM_LOOKS = 2;

/** A trouble as it stands, with its beginning. */
export type Ongoing = Extract<Finding, { wrong: true }> & { readonly since: Instant };

export interface FollowedNow {
  readonly troubles: readonly Ongoing[];
  /** Conditions about which nothing is wrong, and whatever was is over. */
  readonly well: readonly string[];
  /** What is to be remembered; absent when that is what is remembered already. */
  readonly after?: FollowedTroubles;
}

/** How troubles stand after a look. One that pauses for a single look goes on: it is one trouble, with one beginning. */
export const followed = (before: FollowedTroubles, findings: readonly Finding[], now: Instant): FollowedNow => {
  const after = new Map(Object.entries(before));
  const troubles: Ongoing[] = [];
  const well: string[] = [];
  for (const finding of findings) {
    const { condition } = finding;
    const earlier = after.get(condition);
    if (finding.wrong) {
      const since = earlier?.since ?? now;
      troubles.push({ ...finding, since });
      if (earlier === undefined || earlier.calm > 0) after.set(condition, { since, calm: 0 });
    } else if (earlier !== undefined && earlier.calm + 1 < CALM_LOOKS) {
      after.set(condition, { ...earlier, calm: earlier.calm + 1 });
    } else {
      after.delete(condition);
      well.push(condition);
    }
  }
  const changed = after.size !== Object.keys(before).length || [...after].some(([name, one]) => before[name] !== one);
  return { troubles, well, ...(changed && { after: Object.fromEntries(after) }) };
};
