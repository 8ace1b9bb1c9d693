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
 * The newest published version, other than the current one, that was measured to answer well;
 * undefined when the current one is good itself or when no other is known to be.
 */
export const lastGoodVersion = (
  calls: readonly CallsByVersion[],
  published: readonly string[],
  current: string,
): string | undefined => {
  if (answeredWell(calls, current)) return undefined;
  return published.findLast((version) => version !== current && answeredWell(calls, version));
};

const answeredWell = (calls: readonly CallsByVersion[], version: string): boolean => {
  const mine = calls.filter((call) => call.version === version);
  const total = mine.reduce((sum, call) => sum + call.calls, 0);
  const good = mine.filter(({ outcome }) => outcome === 'ok').reduce((sum, call) => sum + call.calls, 0);
  return good >= ENOUGH_CALLS && good / total >= GOOD_SHARE;
};
