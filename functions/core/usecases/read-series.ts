import { SelfrightError } from '../domain/errors.ts';
import type { LookedAt } from '../domain/examination.ts';
import type { Policy } from '../domain/policy.ts';
import type { PlannedSeries } from '../domain/series-plan.ts';
import type { Sample } from '../domain/verification.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { SeriesSource } from '../ports/series-source.ts';
import type { Within } from './within-deadline.ts';

/** The moments at which all series have their values. Unix seconds. */
export interface Grid {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const DIGITS = 4;
const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
const dateAt = (seconds: number): Date => new Date(seconds * 1000);

/** Each sample at the moment of the grid that is nearest to it; a gap where there is none. */
const onGrid = (samples: readonly Sample[], { from, to, step }: Grid): readonly (number | null)[] => {
  const length = Math.floor((to - from) / step) + 1;
  const values = Array.from({ length }, (): number | null => null);
  for (const [at, value] of samples) {
    const place = Math.round((at - from) / step);
    if (place >= 0 && place < length) values[place] = rounded(value);
  }
  return values;
};

/** Asks for one planned series; why there is nothing to see is told in its place. */
export const makeAskSeries =
  (metrics: Metrics, within: Within, grid: Grid) =>
  async (planned: PlannedSeries): Promise<LookedAt> => {
    try {
      const samples = await within(() => metrics.over(planned.query, dateAt(grid.from), dateAt(grid.to), grid.step));
      return samples.length === 0 ? { ...planned, missing: 'no data' } : { ...planned, values: onGrid(samples, grid) };
    } catch (error) {
      if (!(error instanceof SelfrightError)) throw error;
      return { ...planned, missing: error.message };
    }
  };

/** What the systems that run the services kept of them by themselves; one that cannot be asked is told as missing. */
export const makeReadKept =
  (sources: readonly SeriesSource[], within: Within, grid: Grid) =>
  async (services: readonly string[], policy: Policy): Promise<readonly LookedAt[]> => {
    const read = async (source: SeriesSource, service: string): Promise<readonly LookedAt[]> => {
      const facts = policy.services[service];
      if (facts === undefined) return [];
      try {
        const kept = await within(() => source.seriesOf(facts, dateAt(grid.from), dateAt(grid.to)));
        return kept.map(({ signal, query, samples, partly }): LookedAt => {
          const asked = { service, signal, query };
          if (samples.length === 0) return { ...asked, missing: partly ?? 'no data' };
          const values = onGrid(samples, grid);
          return partly === undefined ? { ...asked, values } : { ...asked, values, partly };
        });
      } catch (error) {
        if (!(error instanceof SelfrightError)) throw error;
        return [{ service, signal: `all of ${source.name}`, query: source.name, missing: error.message }];
      }
    };
    const answers = sources.flatMap((source) => services.map((service) => read(source, service)));
    return (await Promise.all(answers)).flat();
  };
