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

/** Stretches in which an alert stood, from the moments at which it did. */
const stretchesOf = (firing: readonly Sample[], { step, before, after }: Reach): readonly Span[] => {
  const spans: { from: number; to: number }[] = [];
  for (const [at, value] of firing) {
    if (!(value > 0)) continue;
    const last = spans.at(-1);
    if (last !== undefined && at - before <= last.to) last.to = at + after;
    else spans.push({ from: at - step - before, to: at + after });
  }
  return spans;
};

/** Tells the trouble that is on when an incident opens from those before, by when alerts stood. */
export const troubleIn = (firing: readonly Sample[], opened: number, reach: Reach): Troubled => {
  const stretches = stretchesOf(firing, reach);
  const current = stretches.findLast(({ from, to }) => from <= opened && to >= opened);
  const troubled = stretches.filter((one) => one !== current && one.from < (current?.from ?? opened));
  return { began: current?.from, troubled };
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
