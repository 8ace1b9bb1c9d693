import type { Series, Telemetry } from '../../functions/core/domain/engine/telemetry.ts';
import { everyNth } from './poorer.ts';

/** Scatters a whole number over all 32 bits. */
const scattered = (seed: number): number => {
  const once = Math.imul(seed ^ (seed >>> 15), 2_246_822_507);
  const twice = Math.imul(once ^ (once >>> 13), 3_266_489_909);
  return (twice ^ (twice >>> 16)) >>> 0;
};

const hashOf = (text: string): number => {
  let hash = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  return hash;
};

/** A number from 0 up to 1 that looks like chance and is the same in every run. */
const drawn = (text: string): number => scattered(hashOf(text)) / 2 ** 32;

const keyOf = ({ service, signal }: Series): string => `${service}|${signal}`;

/** A case as another system would show it, and who is at fault there. */
export type Show = (telemetry: Telemetry, truth: string | null) => readonly [Telemetry, string | null];

/** Whoever is at fault stays the same. */
const showing =
  (show: (telemetry: Telemetry) => Telemetry): Show =>
  (telemetry, truth) => [show(telemetry), truth];

/** Half of the series are not there, the same ones in every run. */
const halved = (telemetry: Telemetry): Telemetry => ({
  ...telemetry,
  series: telemetry.series.filter((one) => drawn(keyOf(one)) < 0.5),
});

/** Other names in another order: nothing of an answer may hang on either. */
const renamed: Show = (telemetry, truth) => {
  const known = new Map<string, string>();
  const nameOf = (service: string): string => {
    const name = known.get(service) ?? `n${Math.floor(drawn(service) * 1e9).toString(36)}`;
    known.set(service, name);
    return name;
  };
  const { alert, calls, series } = telemetry;
  const shown: Telemetry = {
    ...telemetry,
    alert: { ...alert, service: alert.service && nameOf(alert.service) },
    calls: calls.map(([caller, callee]) => [nameOf(caller), nameOf(callee)] as const),
    series: series.toReversed().map((one) => ({ ...one, service: nameOf(one.service) })),
  };
  return [shown, truth === null ? null : nameOf(truth)];
};

type Unit = readonly [named: RegExp, name: string, factor: number];

/** As others would measure the same. */
const UNITS: readonly Unit[] = [
  [/seconds/, 'milliseconds', 1_000],
  [/(cpu|memory|availability)_percent/, '$1_ratio', 0.01],
  [/mib/, 'bytes', 1_048_576],
  [/_millicores/, '_cores', 0.001],
  [/per_second/, 'per_minute', 60],
];

const remeasured = (telemetry: Telemetry): Telemetry => ({
  ...telemetry,
  series: telemetry.series.map((one) => {
    const [named, name, factor] = UNITS.find(([pattern]) => pattern.test(one.signal)) ?? [/$/, '', 1];
    const { alert } = telemetry;
    return alert.signal === one.signal || factor === 1
      ? one
      : { ...one, signal: one.signal.replace(named, name), values: one.values.map((value) => value * factor) };
  }),
});

/** Samples four times as close, on a straight line between those that there are. */
const finer = (telemetry: Telemetry): Telemetry => {
  const spread = (numbers: Float64Array): Float64Array =>
    Float64Array.from({ length: Math.max(0, numbers.length * 4 - 3) }, (_, i) => {
      const [left = Number.NaN, right = left] = numbers.subarray(i >> 2, (i >> 2) + 2);
      return i % 4 === 0 ? left : left + ((right - left) * (i % 4)) / 4;
    });
  // Series that share their times go on sharing them, and the work.
  const times = new Map([...new Set(telemetry.series.map((one) => one.times))].map((one) => [one, spread(one)]));
  return {
    ...telemetry,
    series: telemetry.series.map((one) => ({
      ...one,
      times: times.get(one.times) ?? one.times,
      values: spread(one.values),
    })),
  };
};

const normalIn = ({ baseline }: Telemetry, { times, values }: Series): readonly number[] =>
  [...values].filter((value, i) => {
    const at = times[i] ?? Number.NaN;
    return Number.isFinite(value) && baseline.some(({ from, to }) => at >= from && at <= to);
  });

/** Beside each service another one with which nothing is wrong: what it does was seen of the first when all was well. */
const crowded = (telemetry: Telemetry): Telemetry => ({
  ...telemetry,
  series: telemetry.series.flatMap((one): readonly Series[] => {
    const normal = normalIn(telemetry, one);
    const seed = hashOf(keyOf(one));
    const values = one.values.map((_, i) => normal[scattered(seed + i) % normal.length] ?? Number.NaN);
    return [one, { ...one, service: `${one.service} beside`, values }];
  }),
});

/** Of the services half are not measured at all, but never the one that is at fault. */
const fewer: Show = (telemetry, truth) => {
  const series = telemetry.series.filter(({ service }) => service === truth || drawn(service) < 0.5);
  return [{ ...telemetry, series }, truth];
};

/** The same cases, as a system would show them that is built or measured otherwise. */
export const STRANGE: Readonly<Record<string, Show>> = {
  'half the series': showing(halved),
  'services renamed': renamed,
  'other units': showing(remeasured),
  'every third sample': showing(everyNth(3)),
  'four times the samples': showing(finer),
  'twice the services': showing(crowded),
  'half the services': fewer,
};
