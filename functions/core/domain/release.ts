/** How calls to one deployed version ended, counted over the baseline. */
export interface CallsByVersion {
  readonly version: string;
  readonly outcome: string;
  readonly calls: number;
}

/** A version answered well when at least this share of at least so many calls succeeded. */
const GOOD_SHARE = 0.9;
const ENOUGH_CALLS = 5;

/**
 * The newest published version, other than the current one, that was measured to answer well; undefined when no
 * other is known to, and unless the current one was measured to fail: one that has just gone live is not judged.
 */
export const lastGoodVersion = (
  calls: readonly CallsByVersion[],
  published: readonly string[],
  current: string,
): string | undefined => {
  const callsTo = (version: string) => calls.filter((call) => call.version === version);
  if (sumOf(callsTo(current)) < ENOUGH_CALLS || answersWell(callsTo(current))) return undefined;
  return published.findLast((version) => answersWell(callsTo(version)));
};

const answersWell = (calls: readonly CallsByVersion[]): boolean => {
  const good = sumOf(calls.filter(({ outcome }) => outcome === 'ok'));
  return good >= ENOUGH_CALLS && good / sumOf(calls) >= GOOD_SHARE;
};

const sumOf = (calls: readonly CallsByVersion[]): number => calls.reduce((sum, call) => sum + call.calls, 0);
