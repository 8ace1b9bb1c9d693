import { NOTABLE, type Shift, scoreFrom } from './shift.ts';
import type { Span } from './telemetry.ts';

/** When it began: after the last sample that was normal, and no later than the first one that was not. */
export interface Onset {
  readonly after: number;
  readonly by: number;
  readonly service: string;
  readonly signal: string;
}

/** Which way the shift went. */
const directionOf = ({ value, baseline }: Shift): 1 | -1 => (value >= baseline.median ? 1 : -1);

/** Looks from where the shift is plain back to where it began. Undefined where no sample of the window shows it. */
export const onsetOf = (shift: Shift, { from, to }: Span): Onset | undefined => {
  const { series, baseline } = shift;
  const direction = directionOf(shift);
  const samples = [...series.times]
    .map((at, i) => ({ at, value: series.values[i] ?? Number.NaN }))
    .filter(({ at, value }) => at >= from && at <= to && Number.isFinite(value))
    .toSorted((a, b) => a.at - b.at);
  const off = samples.map(({ value }) => scoreFrom((value - baseline.median) * direction, baseline) >= NOTABLE);
  const first = off.indexOf(true);
  const began = samples[first];
  if (began === undefined) return undefined;
  return { after: samples[first - 1]?.at ?? from, by: began.at, service: series.service, signal: series.signal };
};
