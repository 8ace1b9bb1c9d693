import { median, quantiles } from './quantile.ts';
import type { SignalTraits } from './signal.ts';
import type { Series, Span } from './telemetry.ts';

/** What is normal for a series. */
export interface Baseline {
  readonly samples: number;
  readonly median: number;
  /** How far values stray when nothing is wrong; never zero. Undefined where nothing tells how much is much. */
  readonly scale: number | undefined;
  /** Half of how far apart its normal samples ever lay; never less than the scale. Undefined where that is. */
  readonly far: number | undefined;
  /** The middle half of the normal samples is one value: it tells that it moved, but not how far is far. */
  readonly still: boolean;
  /** The median of the normal samples right before the window; NaN where there are none, or where it was not asked. */
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
/** Below it there is neither spread nor level nor unit. */
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
  // Counted loops: iterating over a typed array takes five times as long.
  for (let i = 0; i < places.length; i += 1) {
    const value = values[places[i] ?? 0] ?? Number.NaN;
    // Also an infinity less itself is no number.
    if (Number.isNaN(value - value)) continue;
    kept[count] = value;
    count += 1;
  }
  return kept.subarray(0, count);
};

const deviationOf = (numbers: Float64Array): number => {
  const { length } = numbers;
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += numbers[i] ?? 0;
  const mean = sum / length;
  let squares = 0;
  for (let i = 0; i < length; i += 1) squares += ((numbers[i] ?? mean) - mean) ** 2;
  return Math.sqrt(squares / length);
};

/**
 * Learns what is normal, also from what was seen right before the window, where that is asked. Undefined without samples.
 */
export const baselineOf = (
  series: Series,
  normally: Picker,
  recently: Picker | undefined,
  { kind, floor, whole }: SignalTraits,
): Baseline | undefined => {
  const normal = valuesOf(series, normally);
  if (normal.length === 0) return undefined;
  const deviation = deviationOf(normal);
  const [level = 0, upper = 0, high = 0, highest = 0, lower = 0, low = 0, lowest = 0] = quantiles(normal, [
    0.5,
    0.75,
    TAIL,
    1,
    0.25,
    1 - TAIL,
    0,
  ]);
  const spread = upper - lower;
  // Both tails, as which one hurts is not known here.
  const tail = Math.max(high - level, level - low);
  const recent = recently === undefined ? Number.NaN : median(valuesOf(series, recently));
  for (let i = 0; i < normal.length; i += 1) normal[i] = Math.abs((normal[i] ?? level) - level);
  const scale = Math.max(
    MAD_TO_SIGMA * median(normal),
    spread / IQR_PER_SIGMA,
    SIGMA_SHARE * deviation,
    tail,
    // What is available is close to all: the level that counts is that of what fails.
    LEVEL_SHARE * Math.abs(kind === 'availability' && whole !== undefined ? whole - level : level),
    floor,
  );
  return {
    samples: normal.length,
    median: level,
    scale: scale < LEAST ? undefined : scale,
    far: scale < LEAST ? undefined : Math.max(scale, (highest - lowest) / 2),
    still: !(spread > 0),
    recent,
  };
};
