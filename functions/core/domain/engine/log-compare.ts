import { groupLines, type LogLine } from './log-template.ts';
import type { Span } from './telemetry.ts';

/** How often lines of one kind came, in the window and per window when nothing was wrong. */
export interface LogChange {
  /** Untrusted text; words that differ between its lines are a `*`. */
  readonly template: string;
  readonly now: number;
  /** As many as such a window would have had normally. */
  readonly normally: number;
}

/** What is different in a log. */
export interface LogComparison {
  readonly lines: number;
  /** Kinds of lines that never came before, the most frequent first. */
  readonly appeared: readonly LogChange[];
  /** Kinds of lines that came regularly and do not any more. */
  readonly vanished: readonly LogChange[];
  /** Lines a minute that say that something failed. */
  readonly errorsPerMinute: number;
  readonly errorsPerMinuteNormally: number;
}

/** A line of a kind that came once may be anything. */
const REPEATED = 2;
/** So many of a kind would have come: then it is no chance that none did. */
const EXPECTED = 5;
/** Kinds that are told. */
const MOST = 5;

const ERROR = /\b(error|fatal|critical|exception|panic|fail(ed|ure)?|traceback)\b/i;

const overlap = (spans: readonly Span[], covered: readonly Span[]): readonly Span[] =>
  spans.flatMap(({ from, to }) =>
    covered
      .map((span) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }))
      .filter((both) => both.from < both.to),
  );

interface Stretch {
  readonly seconds: number;
  readonly lines: readonly LogLine[];
}

const stretchOf = (lines: readonly LogLine[], spans: readonly Span[]): Stretch => ({
  seconds: spans.reduce((sum, { from, to }) => sum + to - from, 0),
  lines: lines.filter(({ at }) => spans.some(({ from, to }) => at >= from && at <= to)),
});

const errorsIn = ({ lines, seconds }: Stretch): number =>
  lines.filter(({ text }) => ERROR.test(text)).length / (seconds / 60);

/**
 * Holds the lines of a window against those from when nothing was wrong, where all lines are there. Undefined where there
 * is nothing to hold against.
 */
export const compareLogs = (
  lines: readonly LogLine[],
  calm: readonly Span[],
  window: Span,
  covered: readonly Span[],
): LogComparison | undefined => {
  const before = stretchOf(lines, overlap(calm, covered));
  const since = stretchOf(lines, overlap([window], covered));
  if (before.lines.length === 0 || since.seconds === 0) return undefined;
  const templateOf = groupLines([...before.lines, ...since.lines]);
  const countsIn = (stretch: Stretch) => Map.groupBy(stretch.lines, templateOf);
  const [then, now] = [countsIn(before), countsIn(since)];
  const changes = [...new Set([...then.keys(), ...now.keys()])].map(
    (template): LogChange => ({
      template,
      now: now.get(template)?.length ?? 0,
      normally: ((then.get(template)?.length ?? 0) * since.seconds) / before.seconds,
    }),
  );
  return {
    lines: before.lines.length + since.lines.length,
    appeared: changes
      .filter((one) => one.normally === 0 && one.now >= REPEATED)
      .toSorted((a, b) => b.now - a.now)
      .slice(0, MOST),
    vanished: changes
      .filter((one) => one.now === 0 && one.normally >= EXPECTED)
      .toSorted((a, b) => b.normally - a.normally)
      .slice(0, MOST),
    errorsPerMinute: errorsIn(since),
    errorsPerMinuteNormally: errorsIn(before),
  };
};
