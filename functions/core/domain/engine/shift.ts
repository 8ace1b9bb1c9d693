import { type Baseline, baselineOf, type Picker, pickerOf, valuesOf } from './baseline.ts';
import { quantile } from './quantile.ts';
import { type SignalTraits, traitsOf } from './signal.ts';
import type { Series, Telemetry } from './telemetry.ts';
import { withUnit } from './unit.ts';

/** How far one signal of one service moved towards harm. */
export interface Shift {
  readonly series: Series;
  readonly traits: SignalTraits;
  readonly baseline: Baseline;
  /** What it stood at in the window, by the samples that count. */
  readonly value: number;
  /** By how many scales it moved; above 0 is towards harm. */
  readonly score: number;
  /** By how much it moved, in its own unit, towards harm. */
  readonly jump: number;
}

/** From this many scales on a shift is worth its full weight; below, it fades. */
export const NOTABLE = 3;
/** A quarter of the window's samples may be worse than what counts: one spike is no shift. */
const SPIKE_SHARE = 0.25;
/** Normal samples this long before the window say where a level stood when it began, in lengths of the window. */
const RECENTLY = 3;

/** What does harm by its level stands where it stood: only what moved since just now can be news. */
const LEVELS: ReadonlySet<string> = new Set(['memory', 'disk', 'expiry']);

const countedValue = (seen: Float64Array, harm: number): number => {
  // The place from the worse end; with few samples all of them count.
  const share = Math.floor(seen.length * SPIKE_SHARE) / Math.max(1, seen.length - 1);
  return quantile(seen, harm > 0 ? 1 - share : share);
};

/** By how many scales it moved. What was constant, of no level and no known unit, tells that it moved, but not how far. */
export const scoreFrom = (jump: number, { scale }: Baseline): number =>
  scale === undefined ? Math.sign(jump) * NOTABLE : jump / scale;

const towards = (harm: 1 | -1, seen: Float64Array, baseline: Baseline, level: boolean) => {
  const { median, recent } = baseline;
  const value = countedValue(seen, harm);
  const from = level && Number.isFinite(recent) ? [median, recent] : [median];
  const jump = Math.min(...from.map((normal) => (value - normal) * harm));
  return { value, jump, score: scoreFrom(jump, baseline) };
};

export const shiftOf = (series: Series, normally: Picker, recently: Picker, now: Picker): Shift | undefined => {
  const traits = withUnit(traitsOf(series.signal), series.values);
  const seen = valuesOf(series, now);
  if (seen.length === 0) return undefined;
  const level = LEVELS.has(traits.kind);
  const baseline = baselineOf(series, normally, level ? recently : undefined, traits);
  if (baseline === undefined) return undefined;
  const sides = traits.harm === 0 ? ([1, -1] as const) : ([traits.harm] as const);
  const moves = sides.map((harm) => towards(harm, seen, baseline, level));
  const [worst = { value: Number.NaN, jump: 0, score: 0 }] = moves.toSorted((a, b) => b.score - a.score);
  return { series, traits, baseline, ...worst };
};

/** The shift of every series that has samples in the window and before. */
export const shiftsOf = ({ series, baseline, window }: Telemetry): readonly Shift[] => {
  const normally = pickerOf(baseline.filter(({ from, to }) => to < window.from || from > window.to));
  const reach = RECENTLY * (window.to - window.from);
  const recently = pickerOf(
    baseline
      .filter(({ from, to }) => from < window.from && to >= window.from - reach)
      .map(({ from, to }) => ({ from: Math.max(from, window.from - reach), to: Math.min(to, window.from - 1) })),
  );
  const now = pickerOf([window]);
  return series.flatMap((one) => shiftOf(one, normally, recently, now) ?? []);
};
