import type { Limit } from './limit.ts';
import type { Beforehand, Sample } from './verification.ts';

/** This many times as far beyond the limit as before the action is worse, and not the noise of the same trouble. */
const FACTOR = 1.25;
/** What had not passed its limit before has to pass it by this share of it. */
const TOLERANCE = 0.05;

/** How far a value lies on the wrong side of its limit; nothing on the right side. */
export const beyond = (limit: Limit, value: number): number =>
  Math.max(0, 'above' in limit ? limit.above - value : value - limit.below);

const edgeOf = (limit: Limit): number => Math.abs('above' in limit ? limit.above : limit.below);

const middleOf = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/**
 * By how much the samples grew a second, at least nothing: what rises by itself was not made worse by the action. The middle
 * one of the slopes between any two of them, so that noise around a level is no growth.
 */
const growthOf = (limit: Limit, samples: readonly Sample[]): number => {
  const slopes = samples.flatMap(([from, early], i) =>
    samples
      .slice(i + 1)
      .flatMap(([to, late]) => (to > from ? [(beyond(limit, late) - beyond(limit, early)) / (to - from)] : [])),
  );
  return Math.max(0, middleOf(slopes) ?? 0);
};

/**
 * What a number was like beforehand.
 * @param usual its samples from before the fault
 * @param shortly its samples from before the action
 * @param last how many seconds at their end tell how bad it was, and whether it was still rising
 */
export const beforehandOf = (
  limit: Limit,
  usual: readonly Sample[],
  shortly: readonly Sample[],
  last: number,
): Beforehand => {
  const middle = middleOf(usual.map(([, value]) => value));
  const newest = shortly.at(-1);
  if (newest === undefined) return middle === undefined ? {} : { usual: middle };
  const [at, atAction] = newest;
  const recent = shortly.filter(([when]) => when >= at - last);
  const worst = Math.max(...recent.map(([, value]) => beyond(limit, value)));
  const perSecond = growthOf(limit, recent);
  return { ...(middle !== undefined && { usual: middle }), atAction, at, worst, perSecond };
};

/** Whether a sample is worse than the number was, and than it was on its way to become. What was not seen beforehand is never called worse. */
export const isWorse = (limit: Limit, before: Beforehand, [at, value]: Sample): boolean => {
  if (before.worst === undefined || before.at === undefined) return false;
  const expected = before.worst + (before.perSecond ?? 0) * Math.max(0, at - before.at);
  return beyond(limit, value) > expected * FACTOR + edgeOf(limit) * TOLERANCE;
};

/** What is measured beside the conditions, as far as getting worse goes. */
interface Watched {
  readonly holds: Limit;
  readonly before?: Beforehand | undefined;
  readonly samples: readonly Sample[];
}

/** Whether it is worse at its newest sample than before the action; while it is, nothing may be called verified. */
export const isWorsening = ({ holds, before, samples }: Watched): boolean => {
  const newest = samples.at(-1);
  return before !== undefined && newest !== undefined && isWorse(holds, before, newest);
};

/** For how long it has been worse without a break, up to the newest sample; a longer gap than `gap` is a break. Seconds. */
export const worseFor = (limit: Limit, before: Beforehand, samples: readonly Sample[], gap: number): number => {
  const newest = samples.at(-1);
  if (newest === undefined || !isWorse(limit, before, newest)) return 0;
  let from = newest[0];
  for (const sample of samples.toReversed()) {
    if (!isWorse(limit, before, sample) || from - sample[0] > gap) break;
    from = sample[0];
  }
  return newest[0] - from;
};
