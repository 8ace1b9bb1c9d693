import type { KeptSeries, SeriesSource } from '../../../functions/core/ports/series-source.ts';

/** A system whose numbers a test tells; they belong to a function, by its name. */
export interface ScriptedSeriesSource extends SeriesSource {
  readonly keep: (functionName: string, ...series: readonly KeptSeries[]) => void;
  failing: Error | undefined;
}

export const scriptedSeriesSource = (): ScriptedSeriesSource => {
  const known = new Map<string, readonly KeptSeries[]>();
  const source: ScriptedSeriesSource = {
    name: 'scripted',
    failing: undefined,
    keep: (functionName, ...series) => void known.set(functionName, series),
    seriesOf: async ({ lambda }, from, to) => {
      if (source.failing !== undefined) throw source.failing;
      return (known.get(lambda?.functionName ?? '') ?? []).map((one) => ({
        ...one,
        samples: one.samples.filter(([at]) => at > from.getTime() / 1000 && at <= to.getTime() / 1000),
      }));
    },
  };
  return source;
};
