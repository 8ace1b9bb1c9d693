import type { Span } from './engine/telemetry.ts';
import type { Sample } from './verification.ts';

/** How far the samples of an alert lie apart, and how much longer than it the trouble shows. Seconds. */
export interface Reach {
  readonly step: number;
  readonly before: number;
  readonly after: number;
}

interface Troubled {
  /** When the trouble that is on at a moment began to show, if an alert tells. */
  readonly began?: number | undefined;
  /** The stretches before it in which another one was on. */
  readonly troubled: readonly Span[];
}

/** When alerts stood: those that stand when the incident opens, and all others. */
export interface Stood {
  readonly current: readonly Sample[];
  readonly others: readonly Sample[];
}

/** Stretches in which alerts stood; a pause ends one unless it is too short for what was wrong to have gone from what is measured. */
const stretchesOf = (firing: readonly Sample[], { after }: Reach): readonly Span[] => {
  const spans: { from: number; to: number }[] = [];
  for (const [at, value] of firing) {
    if (!(value > 0)) continue;
    const last = spans.at(-1);
    if (last !== undefined && at - last.to <= after / 2) last.to = at;
    else spans.push({ from: at, to: at });
  }
  return spans;
};

/**
 * Tells the trouble that is on when an incident opens from those before, by when alerts stood.
 * What was over before the alerts of now began is another trouble, however shortly before that was, and whatever told it.
 */
export const troubleIn = (stood: Stood, opened: number, reach: Reach): Troubled => {
  const { step, before, after } = reach;
  const mine = stretchesOf(stood.current, reach);
  const others = stretchesOf(stood.others, reach);
  const now = mine.findLast(({ from, to }) => from - step - before <= opened && to + after >= opened);
  // What still stood when the alerts of now began is the same trouble, told by another alert first.
  const first = others
    .toReversed()
    .reduce((from, one) => (one.to >= from ? Math.min(from, one.from) : from), now?.from ?? opened);
  const earlier = [...mine, ...others].filter((one) => one !== now && one.to < first);
  const shows = Math.max(first - step - before, ...earlier.map(({ to }) => Math.min(to + after, first)));
  const troubled = earlier.map(({ from, to }) => ({ from: from - step - before, to: to + after }));
  return { began: now && shows, troubled };
};

/** A stretch without those in which something was wrong; all of it, if nothing else would be left. */
export const calmSpans = ({ from, to }: Span, troubled: readonly Span[]): readonly Span[] => {
  let calm: readonly Span[] = [{ from, to }];
  for (const trouble of troubled) {
    calm = calm.flatMap((span) =>
      trouble.to < span.from || trouble.from > span.to
        ? [span]
        : [
            { from: span.from, to: Math.min(span.to, trouble.from) },
            { from: Math.max(span.from, trouble.to), to: span.to },
          ].filter((rest) => rest.to > rest.from),
    );
  }
  return calm.length > 0 ? calm : [{ from, to }];
};
