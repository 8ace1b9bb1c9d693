import { pickerOf, valuesOf } from './baseline.ts';
import { median } from './quantile.ts';
import type { Shift } from './shift.ts';
import { type SignalKind, traitsOf } from './signal.ts';
import type { Series, Telemetry } from './telemetry.ts';

/** What the harm to callers is counted in: seconds that they wait, or requests that fail. */
export type ImpactKind = 'latency' | 'failures';

/** What one service adds, in each sample of the window. */
export interface Impact {
  readonly series: Series;
  /** Never below zero: what went better than normal makes up for nothing. */
  readonly added: ReadonlyMap<number, number>;
  /** Its strongest shift of this kind. */
  readonly score: number;
  /** It was computed from means or shares, which may be summed up; not from percentiles. */
  readonly summable: boolean;
  /** What it adds is counted in requests or seconds; otherwise only its shares mean something. */
  readonly counted: boolean;
}

const KINDS: Readonly<Record<ImpactKind, readonly SignalKind[]>> = {
  latency: ['latency'],
  failures: ['availability', 'errors'],
};

/** A sum is one already, and a mean times a count is one; a percentile is only its stand-in. */
const TOTAL = /per_second|_sum|_total/;
const PER_SECOND = /per_second/;
const MEAN = /avg|mean|average|per_second|_sum|_total/;

const incoming = ({ signal }: Series): boolean => !traitsOf(signal).outgoing;

/** The share, or the amount, that each sample of a series says. */
const readingOf = ({ signal }: Series, value: number): number => {
  const { kind, whole } = traitsOf(signal);
  if (kind === 'availability') return 1 - value / (whole ?? 1);
  return kind === 'errors' ? value / (whole ?? 1) : value;
};

/** What is counted or summed up, not a share or a mean of requests, is the harm already. */
const isPerRequest = ({ signal }: Series): boolean => {
  const { kind, whole } = traitsOf(signal);
  return kind === 'errors' ? whole !== undefined : !TOTAL.test(signal);
};

const measuredBy = (own: readonly Series[], kind: ImpactKind): Series | undefined => {
  const fitting = own.filter((one) => incoming(one) && KINDS[kind].includes(traitsOf(one.signal).kind));
  return fitting.find(({ signal }) => MEAN.test(signal)) ?? fitting[0];
};

/** What is told per second counts for as long as a sample stands for. */
const secondsPerSample = (measured: Series, traffic: Series | undefined): number => {
  const counting = isPerRequest(measured) ? traffic : measured;
  if (counting === undefined || !PER_SECOND.test(counting.signal)) return 1;
  const { times } = counting;
  const gap = median(times.slice(1).map((at, i) => at - (times[i] ?? at)));
  return gap > 0 ? gap : 1;
};

const addedBy = (measured: Series, traffic: Series | undefined, { baseline, window }: Telemetry) => {
  const level = readingOf(measured, median(valuesOf(measured, pickerOf(baseline))));
  const counts = new Map<number, number>();
  traffic?.times.forEach((at, i) => {
    if (at >= window.from && at <= window.to) counts.set(at, traffic.values[i] ?? 0);
  });
  const added = new Map<number, number>();
  const seconds = secondsPerSample(measured, traffic);
  measured.times.forEach((at, i) => {
    if (at < window.from || at > window.to) return;
    const more = readingOf(measured, measured.values[i] ?? Number.NaN) - level;
    const requests = traffic === undefined || !isPerRequest(measured) ? 1 : (counts.get(at) ?? 0);
    if (Number.isFinite(more) && Number.isFinite(requests)) added.set(at, Math.max(0, more * requests * seconds));
  });
  return added;
};

/** Series by service, in the order in which they came. */
export const byService = (series: readonly Series[]): ReadonlyMap<string, readonly Series[]> =>
  Map.groupBy(series, ({ service }) => service);

/** What each service that is measured adds to the harm of its callers. */
export const impactsOf = (
  telemetry: Telemetry,
  kind: ImpactKind,
  shifts: readonly Shift[],
): ReadonlyMap<string, Impact> => {
  const impacts = new Map<string, Impact>();
  for (const [service, own] of byService(telemetry.series)) {
    const measured = measuredBy(own, kind);
    if (measured === undefined) continue;
    const traffic = own.find((one) => incoming(one) && traitsOf(one.signal).kind === 'traffic');
    const scores = shifts
      .filter(
        ({ series, traits }) => series.service === service && !traits.outgoing && KINDS[kind].includes(traits.kind),
      )
      .map(({ score }) => score);
    const added = addedBy(measured, traffic, telemetry);
    const summable = kind === 'failures' || MEAN.test(measured.signal);
    const counted = !isPerRequest(measured) || traffic !== undefined;
    const score = Math.max(0, ...scores);
    if (added.size > 0) impacts.set(service, { series: measured, added, score, summable, counted });
  }
  return impacts;
};
