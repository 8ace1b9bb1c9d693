import type { Onset } from './onset.ts';
import type { Call } from './telemetry.ts';

/** Something that somebody changed. What was there before is read from the target itself, never from here. */
export interface Change {
  readonly id: string;
  readonly service: string;
  /** Unix seconds. */
  readonly at: number;
  readonly kind: 'deployment' | 'configuration' | 'flag' | 'infrastructure' | 'other';
  /** What it was, in the words of who reported it; untrusted text. */
  readonly summary: string;
  /** Who says so: a reporter's subject, or the system that was looked at. */
  readonly source: string;
}

export interface JudgedChange {
  readonly change: Change;
  readonly suspect: boolean;
  /** Why, one fact each. */
  readonly because: readonly string[];
}

/** A change older than this when it began would have hurt before. Seconds. */
const LOOK_BACK = 3600;
/** Clocks differ, and a change is reported when it is done. Seconds. */
const CLOCK_SKEW = 30;

const below = (service: string, calls: readonly Call[]): ReadonlySet<string> => {
  const seen = new Set([service]);
  for (const one of seen) for (const [caller, callee] of calls) if (caller === one) seen.add(callee);
  return seen;
};

/**
 * Holds each change against the cause: it is suspect only if its service is the one at fault or is called by it, if it
 * came before the trouble and close to it, and if something at that service moved. The most recent is not the most
 * guilty, and none of them may be.
 */
export const judgeChanges = (
  changes: readonly Change[],
  cause: string,
  onset: Onset | undefined,
  moved: (service: string) => boolean,
  calls: readonly Call[],
): readonly JudgedChange[] => {
  const path = below(cause, calls);
  return changes.map((change) => {
    const { service, at } = change;
    const onPath = path.has(service);
    const early = onset !== undefined && at <= onset.by + CLOCK_SKEW;
    const close = onset !== undefined && at >= onset.after - LOOK_BACK;
    const effect = moved(service);
    const when = onset === undefined ? 0 : Math.round(onset.by - at);
    const because = [
      onPath ? `${service} is at fault or called by it` : `${service} is not on the path to ${cause}`,
      onset === undefined
        ? 'it is not known when the trouble began'
        : early
          ? `it came ${Math.max(0, when)} s before the first abnormal sample${close ? '' : ', too long before'}`
          : `it came ${-when} s after the trouble had begun`,
      effect ? `${service} itself moved` : `nothing at ${service} moved`,
    ];
    return { change, suspect: onPath && early && close && effect, because };
  });
};
