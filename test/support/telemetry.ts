import type { Series, Telemetry } from '../../functions/core/domain/engine/telemetry.ts';

const STEP = 60;
/** Samples before the window, and in it. */
const BEFORE = 60;
const WITHIN = 6;
export const WINDOW = { from: BEFORE * STEP, to: (BEFORE + WITHIN - 1) * STEP };
export const BASELINE = [{ from: 0, to: BEFORE * STEP - 1 }];

/** A series that is steady, with a small wobble, and stands at `now` in the window. */
export const aSeries = (service: string, signal: string, usual: number, now = usual): Series => {
  const times = Float64Array.from({ length: BEFORE + WITHIN }, (_, i) => i * STEP);
  const values = times.map((at, i) => (at >= WINDOW.from ? now : usual) * (1 + ((i % 5) - 2) / 200));
  return { service, signal, times, values };
};

/** What a service shows that answers `requests` a step in `seconds` each. */
export const aService = (service: string, seconds: number, now = seconds, requests = 100): readonly Series[] => [
  aSeries(service, 'latency_seconds_avg', seconds, now),
  aSeries(service, 'requests', requests),
];

export const aTelemetry = (parts: Partial<Telemetry> = {}): Telemetry => ({
  alert: { service: 'front', signal: 'latency', at: WINDOW.from },
  baseline: BASELINE,
  window: WINDOW,
  calls: [
    ['front', 'middle'],
    ['middle', 'back'],
    ['front', 'aside'],
  ],
  series: [
    ...aService('front', 0.1),
    ...aService('middle', 0.05),
    ...aService('back', 0.02),
    ...aService('aside', 0.01),
  ],
  ...parts,
});
