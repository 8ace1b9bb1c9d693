import type { Telemetry } from '../../functions/core/domain/engine/telemetry.ts';

const renamed = (telemetry: Telemetry, name: (signal: string) => string): Telemetry => ({
  ...telemetry,
  series: telemetry.series.map((one) => ({ ...one, signal: name(one.signal) })),
});

/** Signals that are numbered: nothing can be read from their names any more. */
const nameless = (telemetry: Telemetry): Telemetry => {
  const numbers = new Map<string, string>();
  const shown = renamed(telemetry, (signal) => {
    const known = numbers.get(signal) ?? `s${numbers.size}`;
    numbers.set(signal, known);
    return known;
  });
  return { ...shown, alert: { service: telemetry.alert.service, at: telemetry.alert.at } };
};

/** Words of the cases' signals as others would write them, without the units; the first that fits. */
type Convention = readonly (readonly [RegExp, string])[];

const OTEL: Convention = [
  [/^client_latency_seconds/, 'http.client.request.duration.'],
  [/^(server_)?latency_seconds/, 'http.server.request.duration.'],
  [/^requests.*/, 'http.server.request.count'],
  [/^availability.*/, 'http.server.success_rate'],
  [/^cpu_percent/, 'process.cpu.utilization'],
  [/^memory_percent/, 'process.memory.utilization'],
];

const ISTIO: Convention = [
  [/^client_latency_seconds/, 'istio_client_request_duration_milliseconds'],
  [/^(server_)?latency_seconds/, 'istio_request_duration_milliseconds'],
  [/^requests.*/, 'istio_requests_total'],
  [/^availability.*/, 'istio_success_rate'],
  [/^cpu_percent/, 'container_cpu_usage_seconds_total'],
  [/^memory_percent/, 'container_memory_working_set_bytes'],
];

const inWordsOf = (telemetry: Telemetry, convention: Convention): Telemetry =>
  renamed(telemetry, (signal) => {
    const [pattern, words] = convention.find(([one]) => one.test(signal)) ?? [];
    return pattern && words ? signal.replace(pattern, words) : signal;
  });

/** One sample in so many, as a longer scrape interval would have it. */
export const everyNth =
  (nth: number) =>
  (telemetry: Telemetry): Telemetry => ({
    ...telemetry,
    series: telemetry.series.map((one) => ({
      ...one,
      times: one.times.filter((_, i) => i % nth === 0),
      values: one.values.filter((_, i) => i % nth === 0),
    })),
  });

/** Three samples in ten are missing, the same ones in every run. */
const gappy = (telemetry: Telemetry): Telemetry => ({
  ...telemetry,
  series: telemetry.series.map((one, k) => ({
    ...one,
    values: one.values.map((value, i) => ((i * 7 + k * 3) % 10 < 3 ? Number.NaN : value)),
  })),
});

/** Ten normal samples only, the last ones before the window where there are any. */
const young = (telemetry: Telemetry): Telemetry => {
  const { baseline, window, series } = telemetry;
  const before = baseline.filter(({ from }) => from < window.from);
  const spans = before.length > 0 ? before : baseline;
  const times = [...(series[0]?.times ?? [])].filter((at) => spans.some(({ from, to }) => at >= from && at <= to));
  const since = times.toSorted((a, b) => a - b).at(-10) ?? 0;
  return {
    ...telemetry,
    baseline: spans.filter(({ to }) => to >= since).map(({ from, to }) => ({ from: Math.max(from, since), to })),
  };
};

/** The same cases, as a system would show them that tells less. */
export const POORER: Readonly<Record<string, (telemetry: Telemetry) => Telemetry>> = {
  nameless,
  'OpenTelemetry names': (one) => inWordsOf(one, OTEL),
  'Istio names': (one) => inWordsOf(one, ISTIO),
  'every other sample': everyNth(2),
  gaps: gappy,
  'ten normal samples': young,
  'nobody noticed': (one) => ({ ...one, alert: { at: one.alert.at } }),
};
