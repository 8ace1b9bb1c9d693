import type { Impact } from './impact.ts';
import type { Call } from './telemetry.ts';

/** What a service explains by itself of what the target suffers. */
export interface Attribution {
  /** Between 0 and 1; over all services they sum up to 1. */
  readonly share: number;
  /** The same in the unit of the impact. */
  readonly amount: number;
}

export interface Attributed {
  readonly total: number;
  readonly by: ReadonlyMap<string, Attribution>;
}

/** A callee whose shift is below this many scales explains nothing: it only wobbles. */
export const CALLEE_GATE = 2;

/** Less of the flow than this is not followed further. */
const TRACE_OF = 1e-6;

/** Callees that are measured; whoever is not is stepped over to those that it calls. */
const observedCallees = (calls: readonly Call[], impacts: ReadonlyMap<string, Impact>) => {
  const direct = new Map<string, string[]>();
  for (const [caller, callee] of calls) direct.set(caller, [...(direct.get(caller) ?? []), callee]);
  return (service: string): readonly string[] => {
    const found = new Set<string>();
    const seen = new Set([service]);
    const open = [...(direct.get(service) ?? [])];
    for (let callee = open.pop(); callee !== undefined; callee = open.pop()) {
      if (seen.has(callee)) continue;
      seen.add(callee);
      if (impacts.has(callee)) found.add(callee);
      else open.push(...(direct.get(callee) ?? []));
    }
    return [...found];
  };
};

/**
 * Follows what the targets suffer down the calls, sample by sample. What a service adds is split between those that it
 * calls and itself: a callee takes what it adds in the same sample, shared over its callers by what these add, and never
 * more than the caller's own. What no callee takes is the service's own.
 */
export const attribute = (
  calls: readonly Call[],
  impacts: ReadonlyMap<string, Impact>,
  targets: readonly string[],
): Attributed => {
  const calleesOf = observedCallees(calls, impacts);
  const callees = new Map([...impacts.keys()].map((service) => [service, calleesOf(service)] as const));
  const callersOf = new Map<string, string[]>();
  for (const [caller, list] of callees) {
    for (const callee of list) callersOf.set(callee, [...(callersOf.get(callee) ?? []), caller]);
  }
  const addedAt = (service: string, at: number) => impacts.get(service)?.added.get(at) ?? 0;
  const explains = (callee: string) => (impacts.get(callee)?.score ?? 0) >= CALLEE_GATE;
  const amounts = new Map<string, number>();
  let total = 0;

  const follow = (service: string, flow: number, at: number, path: readonly string[]): void => {
    const own = addedAt(service, at);
    if (flow <= TRACE_OF || own <= 0) return;
    const parts = (callees.get(service) ?? [])
      .filter((callee) => !path.includes(callee) && explains(callee))
      .map((callee) => {
        const sharers = (callersOf.get(callee) ?? []).reduce((sum, caller) => sum + addedAt(caller, at), 0);
        return { callee, part: Math.min(own, (addedAt(callee, at) * own) / sharers) };
      });
    const taken = parts.reduce((sum, { part }) => sum + part, 0);
    const scale = 1 / Math.max(own, taken);
    amounts.set(service, (amounts.get(service) ?? 0) + flow * Math.max(0, 1 - taken / own));
    for (const { callee, part } of parts) follow(callee, flow * part * scale, at, [...path, callee]);
  };

  for (const target of new Set(targets)) {
    for (const [at, added] of impacts.get(target)?.added ?? []) {
      total += added;
      follow(target, added, at, [target]);
    }
  }
  const by = new Map(
    [...amounts].map(
      ([service, amount]) => [service, { amount, share: total > 0 ? Math.min(1, amount / total) : 0 }] as const,
    ),
  );
  return { total, by };
};
