import type { Call, Series } from './telemetry.ts';

/** Requests of each service; where they are not measured, those of the nearest that calls it, or else that it calls. */
export const trafficFrom = (measured: ReadonlyMap<string, Series>, calls: readonly Call[]) => {
  const nearest = (service: string, step: (one: string) => readonly string[]): Series | undefined => {
    const seen = new Set([service]);
    for (const one of seen) {
      const found = measured.get(one);
      if (found !== undefined) return found;
      for (const next of step(one)) seen.add(next);
    }
    return undefined;
  };
  const callersOf = (one: string) => calls.flatMap(([caller, callee]) => (callee === one ? [caller] : []));
  const calleesOf = (one: string) => calls.flatMap(([caller, callee]) => (caller === one ? [callee] : []));
  return (service: string): Series | undefined => nearest(service, callersOf) ?? nearest(service, calleesOf);
};
