import { isOurOwn } from './ourselves.ts';
import type { Policy } from './policy.ts';
import type { DependencyKind } from './service-policy.ts';

interface ScopeOf {
  readonly service: string;
  readonly dependency: string;
}

/** Which places a cause can sit in: a kind of dependency, below the service that suffers or in it. */
export interface Place {
  readonly dependency: DependencyKind;
  readonly sitsIn: 'callee' | 'itself';
}

/**
 * Every scope of a place that lies at or below the services in trouble, or right above one that is such a dependency
 * itself; with no known service, all of them; for us, none.
 */
export const scopesFor = (policy: Policy, place: Place, from: readonly (string | undefined)[]): readonly ScopeOf[] => {
  const known = from.filter((service) => service !== undefined).filter((one) => Object.hasOwn(policy.services, one));
  const all = Object.keys(policy.services).flatMap((service) => scopesAt(policy, place, service));
  if (known.length === 0) return from.some((service) => service !== undefined && isOurOwn(service)) ? [] : all;
  const below = new Set(known.flatMap((service) => reachable(policy, service)));
  return all.filter(({ service, dependency }) => below.has(service) || known.includes(dependency));
};

const scopesAt = (policy: Policy, { dependency: kind, sitsIn }: Place, service: string): readonly ScopeOf[] =>
  (sitsIn === 'itself' ? [service] : (policy.services[service]?.calls ?? []))
    .filter((place) => Object.hasOwn(policy.services, place) && policy.services[place]?.[kind] !== undefined)
    .map((dependency) => ({ service, dependency }));

const reachable = (policy: Policy, from: string): readonly string[] => {
  const seen = new Set([from]);
  for (const service of seen) {
    const calls = Object.hasOwn(policy.services, service) ? (policy.services[service]?.calls ?? []) : [];
    for (const callee of calls) seen.add(callee);
  }
  return [...seen];
};
