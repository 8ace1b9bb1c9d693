import { pickerOf } from './baseline.ts';
import { median } from './quantile.ts';
import type { Shift } from './shift.ts';
import type { SignalKind } from './signal.ts';
import type { Span } from './telemetry.ts';

/** What comes to an end when it is full. */
const FILLS: ReadonlySet<SignalKind> = new Set(['memory', 'disk', 'saturation']);
/** With fewer samples there is no direction yet. */
const SAMPLES = 4;
/** What takes longer than a day is nobody's trouble of tonight. Seconds. */
const FARTHEST = 86_400;

/**
 * In how many seconds a share that climbs reaches all there is, at the rate of the window; 0 when it is there.
 * Undefined when it does not climb, or where all there is is not known.
 */
export const exhaustedIn = ({ series, traits: { kind, whole, harm } }: Shift, window: Span): number | undefined => {
  if (whole === undefined || harm < 0 || !FILLS.has(kind)) return undefined;
  const samples = [...pickerOf([window])(series.times)]
    .map((place) => ({ at: series.times[place] ?? Number.NaN, value: series.values[place] ?? Number.NaN }))
    .filter(({ value }) => Number.isFinite(value));
  const last = samples.at(-1);
  if (last === undefined || samples.length < SAMPLES) return undefined;
  if (last.value >= whole) return 0;
  // The median of all slopes between two samples: one outlier does not turn it.
  const slopes = samples.flatMap((one, i) =>
    samples.slice(i + 1).map((other) => (other.value - one.value) / (other.at - one.at)),
  );
  const slope = median(Float64Array.from(slopes));
  const seconds = (whole - last.value) / slope;
  return slope > 0 && seconds <= FARTHEST ? seconds : undefined;
};
