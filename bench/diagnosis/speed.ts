import { examine } from '../../functions/core/domain/engine/examine.ts';
import type { Series, Telemetry } from '../../functions/core/domain/engine/telemetry.ts';

const SERVICES = 60;
const SIGNALS = ['latency_seconds_avg', 'requests_per_second', 'availability_percent', 'cpu_percent', 'memory_mib'];
const POINTS = 600;
const WINDOW = 30;
const ROUNDS = 15;

/** Numbers that look like noise and are the same in every run. */
const noise = (seed: number): number => {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
};

/** 300 series of 600 points: a tree of services, of which one is slow in the end. */
export const synthetic = (): Telemetry => {
  const times = Float64Array.from({ length: POINTS }, (_, i) => i * 15);
  const series = Array.from({ length: SERVICES }, (_, s) =>
    SIGNALS.map((signal, k): Series => {
      const hurt = s === 40 && k === 0;
      const values = Float64Array.from(times, (_t, i) => {
        const usual = signal === 'availability_percent' ? 99 + noise(s + i) : 10 + noise(s * 31 + k * 7 + i);
        return hurt && i >= POINTS - WINDOW ? usual * 5 : usual;
      });
      return { service: `service-${s}`, signal, times, values };
    }),
  ).flat();
  const calls = Array.from({ length: SERVICES - 1 }, (_, s) => [`service-${s >> 1}`, `service-${s + 1}`] as const);
  const at = (POINTS - WINDOW) * 15;
  return {
    alert: { service: 'service-0', signal: 'latency', at },
    baseline: [{ from: 0, to: at - 1 }],
    window: { from: at, to: POINTS * 15 },
    calls,
    series,
  };
};

/** One pass that does nothing but read every number. */
const plainPass = ({ series }: Telemetry): number => {
  let sum = 0;
  for (const { values } of series) for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum;
};

const medianOf = (run: () => unknown): number => {
  const took = Array.from({ length: ROUNDS }, () => {
    const from = performance.now();
    run();
    return performance.now() - from;
  }).toSorted((a, b) => a - b);
  return took[ROUNDS >> 1] ?? Number.NaN;
};

export interface Speed {
  readonly series: number;
  readonly points: number;
  readonly milliseconds: number;
  readonly plain: number;
}

/** How long the engine takes for 300 series of 600 points, beside a plain pass over them. */
export const measureSpeed = (): Speed => {
  const telemetry = synthetic();
  return {
    series: telemetry.series.length,
    points: POINTS,
    milliseconds: medianOf(() => examine(telemetry)),
    plain: medianOf(() => plainPass(telemetry)),
  };
};
