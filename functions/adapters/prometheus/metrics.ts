import type { LabelledValue, Metrics } from '../../core/ports/metrics.ts';
import { InstantData, RangeData } from './answer.ts';
import { askPrometheus } from './ask.ts';
import { numberOf } from './number.ts';

/** How long one question may take. */
const DEADLINE_MS = 4_000;

export interface PrometheusAt {
  /** Where it listens; a path prefix is kept. */
  readonly url: string;
  /** @default 4000 */
  readonly deadlineMs?: number;
}

/** Prometheus over its HTTP API. NaN is no data; an infinite value is the largest number of its sign. */
export const prometheusMetrics = ({ url, deadlineMs = DEADLINE_MS }: PrometheusAt): Metrics => ({
  at: async (query, when) => {
    const form = { query, time: seconds(when) };
    return valuesOf(await askPrometheus({ url, path: 'query', form, deadlineMs, schema: InstantData }));
  },

  over: async (query, from, to, stepSeconds) => {
    // No time has passed yet: there are no samples, and Prometheus would call the question wrong.
    if (to < from) return [];
    const form = { query, start: seconds(from), end: seconds(to), step: String(stepSeconds) };
    const { result } = await askPrometheus({ url, path: 'query_range', form, deadlineMs, schema: RangeData });
    return (result[0]?.values ?? []).flatMap(([at, text]) => {
      const value = numberOf(text);
      return value === undefined ? [] : [[at, value] as const];
    });
  },
});

const seconds = (date: Date): string => (date.getTime() / 1000).toFixed(3);

const valuesOf = (data: InstantData): readonly LabelledValue[] => {
  const all = data.resultType === 'scalar' ? [{ metric: {}, value: data.result }] : data.result;
  return all.flatMap(({ metric, value: [, text] }) => {
    const value = numberOf(text);
    return value === undefined ? [] : [{ labels: metric, value }];
  });
};
