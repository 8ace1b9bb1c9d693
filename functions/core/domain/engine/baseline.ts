import { median, quantile } from './quantile.ts';
import type { SignalTraits } from './signal.ts';
import type { Series, Span } from './telemetry.ts';

/** What is normal for a series. */
export interface Baseline {
  readonly samples: number;
  readonly median: number;
  /** How far values stray when nothing is wrong; never zero. */
  readonly scale: number;
  /** The median of the normal samples right before the window; NaN where there are none. */
  readonly recent: number;
}

/** Makes the median absolute deviation, or the interquartile range, the standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;
const IQR_PER_SIGMA = 1.349;
/** A series that is nearly constant but for a few bursts has neither: some of its standard deviation must count. */
const SIGMA_SHARE = 0.3;
/** What one sample in twenty does when nothing is wrong is one scale at most: where bursts are normal, a burst is none. */
const TAIL = 0.95;
/** Less than this share of the level is never a shift, however steady the series was. */
const LEVEL_SHARE = 0.05;
/** A floor for what has neither spread nor level nor unit. */
const LEAST = 1e-9;

/** Which samples count, by their place in a series. */
export type Picker = (times: Float64Array) => Int32Array;

/** Picks what lies in the spans. Series that share their times share the work. */
export const pickerOf = (spans: readonly Span[]): Picker => {
  const picked = new WeakMap<Float64Array, Int32Array>();
  return (times) => {
    const known = picked.get(times);
    if (known !== undefined) return known;
    const places: number[] = [];
    times.forEach((at, i) => {
      if (spans.some(({ from, to }) => at >= from && at <= to)) places.push(i);
    });
    const made = Int32Array.from(places);
    picked.set(times, made);
    return made;
  };
};

/** The numbers of a series that a picker picks, without gaps. */
export const valuesOf = ({ times, values }: Series, picker: Picker): Float64Array => {
  const places = picker(times);
  const kept = new Float64Array(places.length);
  let count = 0;
  for (const place of places) {
    const value = values[place] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    kept[count] = value;
    count += 1;
  }
  return kept.subarray(0, count);
};

const deviationOf = (numbers: Float64Array): number => {
  let sum = 0;
  for (const value of numbers) sum += value;
  const mean = sum / numbers.length;
  let squares = 0;
  for (const value of numbers) squares += (value - mean) ** 2;
  return Math.sqrt(squares / numbers.length);
};

/**
 * Learns what is normal, also from what was seen right before the window. Undefined without samples.
 */
export const baselineOf = (
  series: Series,
  normally: Picker,
  recently: Picker,
  { kind, floor, whole }: SignalTraits,
): Baseline | undefined => {
  const normal = valuesOf(series, normally);
  if (normal.length === 0) return undefined;
  const deviation = deviationOf(normal);
  const level = median(normal);
  const spread = quantile(normal, 0.75) - quantile(normal, 0.25);
  // Both tails, as which one hurts is not known here.
  const tail = Math.max(quantile(normal, TAIL) - level, level - quantile(normal, 1 - TAIL));
  const recent = median(valuesOf(series, recently));
  for (let i = 0; i < normal.length; i += 1) normal[i] = Math.abs((normal[i] ?? level) - level);
  const scale = Math.max(
    MAD_TO_SIGMA * median(normal),
    spread / IQR_PER_SIGMA,
    SIGMA_SHARE * deviation,
    tail,
    // What is available is close to all: the level that counts is that of what fails.
    LEVEL_SHARE * Math.abs(kind === 'availability' && whole !== undefined ? whole - level : level),
    floor,
    LEAST,
  );
  return { samples: normal.length, median: level, scale, recent };
};
