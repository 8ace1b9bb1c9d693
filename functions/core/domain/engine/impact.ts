import { type Picker, pickerOf } from './baseline.ts';
import { filled } from './filled.ts';
import { median } from './quantile.ts';
import type { Shift } from './shift.ts';
import { type SignalKind, type SignalTraits, traitsOf } from './signal.ts';
import type { Series, Telemetry } from './telemetry.ts';
import { trafficFrom } from './traffic.ts';

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

/** The share, or the amount, that a value says. */
const readingOf = ({ kind, whole = 1 }: SignalTraits, value: number): number => {
  if (kind === 'availability') return 1 - value / whole;
  return kind === 'errors' ? value / whole : value;
};

/** What is counted or summed up, not a share or a mean of requests, is the harm already. */
const isPerRequest = ({ kind, whole, words }: SignalTraits): boolean =>
  kind === 'errors' ? whole !== undefined : !TOTAL.test(words);

/** What is told per second counts for as long as a sample stands for. */
const secondsPerSample = ({ series, traits }: Shift, traffic: Series | undefined): number => {
  const counting = isPerRequest(traits) ? traffic : series;
  if (counting === undefined || !PER_SECOND.test(traitsOf(counting.signal).words)) return 1;
  const { times } = counting;
  const gap = median(times.slice(1).map((at, i) => at - (times[i] ?? at)));
  return gap > 0 ? gap : 1;
};

/** What a series stood at in each sample of the window. */
const samplesIn = ({ times, values }: Series, now: Picker): ReadonlyMap<number, number> =>
  new Map(Array.from(now(times), (place) => [times[place] ?? Number.NaN, values[place] ?? Number.NaN] as const));

const addedBy = (
  measured: Shift,
  traffic: Series | undefined,
  now: Picker,
  moments: readonly number[],
): ReadonlyMap<number, number> => {
  const { series, traits, baseline } = measured;
  const usual = readingOf(traits, baseline.median);
  const counts = traffic === undefined || !isPerRequest(traits) ? undefined : filled(samplesIn(traffic, now), moments);
  const added = new Map<number, number>();
  const seconds = secondsPerSample(measured, traffic);
  for (const [at, value] of filled(samplesIn(series, now), moments)) {
    const more = readingOf(traits, value) - usual;
    const requests = counts === undefined ? 1 : (counts.get(at) ?? 0);
    if (Number.isFinite(more) && Number.isFinite(requests)) added.set(at, Math.max(0, more * requests * seconds));
  }
  return added;
};

/** What each service that is measured adds to the harm of its callers. */
export const impactsOf = (
  { series, window, calls }: Pick<Telemetry, 'series' | 'window' | 'calls'>,
  kind: ImpactKind,
  shifts: readonly Shift[],
): ReadonlyMap<string, Impact> => {
  const now = pickerOf([window]);
  const traffics = new Map<string, Series>();
  for (const one of series) {
    const traits = traitsOf(one.signal);
    if (traits.kind === 'traffic' && !traits.outgoing && !traffics.has(one.service)) traffics.set(one.service, one);
  }
  const fitting = shifts.filter(({ traits }) => !traits.outgoing && KINDS[kind].includes(traits.kind));
  const moments = [...new Set(fitting.flatMap((shift) => [...samplesIn(shift.series, now).keys()]))].toSorted(
    (a, b) => a - b,
  );
  const trafficOf = trafficFrom(traffics, calls);
  const impacts = new Map<string, Impact>();
  for (const [service, own] of Map.groupBy(fitting, ({ series: { service } }) => service)) {
    const measured = own.find(({ traits }) => MEAN.test(traits.words)) ?? own[0];
    if (measured === undefined) continue;
    const added = addedBy(measured, trafficOf(service), now, moments);
    const summable = kind === 'failures' || MEAN.test(measured.traits.words);
    const counted = !isPerRequest(measured.traits) || traffics.has(service);
    const score = Math.max(0, ...own.map((shift) => shift.score));
    if (added.size > 0) impacts.set(service, { series: measured.series, added, score, summable, counted });
  }
  return impacts;
};
