import type { Sample } from '../../../functions/core/domain/verification.ts';
import type { LabelledValue, Metrics } from '../../../functions/core/ports/metrics.ts';

type Pattern = string | RegExp;
type Drawn = readonly Sample[] | ((from: Date, to: Date, stepSeconds: number) => readonly Sample[]);

/** Metrics that answer what a test told them; what was told last counts, and what was not told has no data. */
export interface ScriptedMetrics extends Metrics {
  /** Answers instant queries that contain the pattern; a bare number is one value without labels. */
  say(pattern: Pattern, answer: number | readonly LabelledValue[] | Error): void;
  /** Answers range queries that contain the pattern. */
  draw(pattern: Pattern, answer: Drawn | Error): void;
  /** Every query asked so far, in order. */
  readonly asked: readonly string[];
}

export const scriptedMetrics = (): ScriptedMetrics => {
  const values: [Pattern, number | readonly LabelledValue[] | Error][] = [];
  const series: [Pattern, Drawn | Error][] = [];
  const asked: string[] = [];
  const lookUp = <T>(script: readonly [Pattern, T | Error][], query: string): T | undefined => {
    asked.push(query);
    const found = script.findLast(([pattern]) =>
      typeof pattern === 'string' ? query.includes(pattern) : pattern.test(query),
    );
    if (found?.[1] instanceof Error) throw found[1];
    return found?.[1];
  };
  return {
    asked,
    say: (pattern, answer) => void values.push([pattern, answer]),
    draw: (pattern, answer) => void series.push([pattern, answer]),
    at: async (query) => {
      const answer = lookUp<number | readonly LabelledValue[]>(values, query) ?? [];
      return typeof answer === 'number' ? [{ labels: {}, value: answer }] : answer;
    },
    over: async (query, from, to, stepSeconds) => {
      const answer = lookUp<Drawn>(series, query) ?? [];
      return typeof answer === 'function' ? answer(from, to, stepSeconds) : answer;
    },
  };
};

/** Samples of one value at every step from `from` to `to`, both included. */
export const steadily =
  (value: number) =>
  (from: Date, to: Date, stepSeconds: number): readonly Sample[] => {
    const samples: Sample[] = [];
    for (let at = from.getTime() / 1000; at <= to.getTime() / 1000; at += stepSeconds) samples.push([at, value]);
    return samples;
  };
