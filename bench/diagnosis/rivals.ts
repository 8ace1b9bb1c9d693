import { pickerOf, valuesOf } from '../../functions/core/domain/engine/baseline.ts';
import { quantiles } from '../../functions/core/domain/engine/quantile.ts';
import type { Telemetry } from '../../functions/core/domain/engine/telemetry.ts';

/** A method that ranks services, the likeliest first. */
export type Rival = (telemetry: Telemetry) => readonly string[];

/** Scores every series by the numbers of its baseline and of its window; a service is as suspect as its worst series. */
const byWorstSeries =
  (score: (normal: Float64Array, seen: Float64Array) => number): Rival =>
  ({ series, baseline, window }) => {
    const [normally, now] = [pickerOf(baseline), pickerOf([window])];
    const worst = new Map<string, number>();
    for (const one of series) {
      const [normal, seen] = [valuesOf(one, normally), valuesOf(one, now)];
      const found = normal.length === 0 || seen.length === 0 ? 0 : score(normal, seen);
      worst.set(one.service, Math.max(worst.get(one.service) ?? 0, Number.isNaN(found) ? 0 : found));
    }
    return [...worst].toSorted((a, b) => b[1] - a[1]).map(([service]) => service);
  };

/** The largest distance in units of what is usual; what never varied has no unit and is passed over. */
const farthest = (seen: Float64Array, from: number, unit: number): number =>
  unit > 0 ? Math.max(...seen.map((value) => Math.abs(value - from))) / unit : 0;

/** The largest distance from the mean, in standard deviations. */
export const nSigma: Rival = byWorstSeries((normal, seen) => {
  const mean = normal.reduce((sum, value) => sum + value, 0) / normal.length;
  const variance = normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normal.length;
  return farthest(seen, mean, Math.sqrt(variance));
});

/** BARO's robust scorer: the largest distance from the median, in interquartile ranges. */
export const robust: Rival = byWorstSeries((normal, seen) => {
  const [middle = 0, upper = 0, lower = 0] = quantiles(normal, [0.5, 0.75, 0.25]);
  return farthest(seen, middle, upper - lower);
});

/** Less than this share of the level is no scale. */
const LEVEL_SHARE = 0.05;

/** The same, but only what rises, and in a scale that is never less than a share of the level: what hardly varies explodes no more. */
export const robustFloored: Rival = byWorstSeries((normal, seen) => {
  const [middle = 0, upper = 0, lower = 0] = quantiles(normal, [0.5, 0.75, 0.25]);
  const scale = Math.max(upper - lower, LEVEL_SHARE * Math.abs(middle));
  return scale > 0 ? (Math.max(...seen) - middle) / scale : 0;
});
