import type { Telemetry } from '../../functions/core/domain/engine/telemetry.ts';

/** Signals that are numbered: nothing can be read from their names any more. */
const nameless = (telemetry: Telemetry): Telemetry => {
  const numbers = new Map<string, string>();
  const numbered = (signal: string): string => {
    const known = numbers.get(signal) ?? `s${numbers.size}`;
    numbers.set(signal, known);
    return known;
  };
  const series = telemetry.series.map((one) => ({ ...one, signal: numbered(one.signal) }));
  return { ...telemetry, series, alert: { service: telemetry.alert.service, at: telemetry.alert.at } };
};

/** The same cases, as a system would show them that tells less. */
export const POORER: Readonly<Record<string, (telemetry: Telemetry) => Telemetry>> = {
  'no traces': (one) => ({ ...one, traces: undefined }),
  'series alone': (one) => ({ ...one, traces: undefined, calls: [] }),
  'nameless alone': (one) => nameless({ ...one, traces: undefined, calls: [] }),
};
