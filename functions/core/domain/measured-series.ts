import type { Policy } from './policy.ts';
import { planSeries } from './series-plan.ts';

/** How far back, and how many values, one question may ask for. */
export const MOST_MINUTES = 360;
export const MOST_POINTS = 240;

/** The query of one signal of one service of the topology, or what would be known. */
export const seriesOf = (
  policy: Policy,
  service: string,
  signal: string,
):
  | { readonly outcome: 'known'; readonly query: string }
  | { readonly outcome: 'unknown'; readonly field: 'service' | 'signal'; readonly known: readonly string[] } => {
  if (!Object.hasOwn(policy.services, service)) {
    return { outcome: 'unknown', field: 'service', known: Object.keys(policy.services) };
  }
  const all = planSeries(policy, [service]);
  const found = all.find((one) => one.signal === signal);
  return found === undefined
    ? { outcome: 'unknown', field: 'signal', known: all.map((one) => one.signal) }
    : { outcome: 'known', query: found.query };
};
