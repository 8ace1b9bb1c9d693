/** What a service may have done to it without a person. A service that is not named is `observe`. */
export type ServiceMode = 'observe' | 'approve' | 'auto';

/** One service of the topology. */
export interface ServicePolicy {
  readonly mode: ServiceMode;
  /** Services and dependencies that it calls directly. */
  readonly calls: readonly string[];
  /** Asked after an action: any 2xx means that the service itself answers. */
  readonly probeUrl?: string | undefined;
  /** How its sessions are told from others' in a database: the start of `application_name`. */
  readonly applicationNamePrefix?: string | undefined;
  /** It is a PostgreSQL database; the value names a member of the connections secret. */
  readonly postgres?: { readonly connection: string } | undefined;
  /** It is a Lambda function behind an alias. */
  readonly lambda?: { readonly functionName: string; readonly alias: string } | undefined;
}

/** Every duration that the workflow waits or measures, in seconds. */
export interface Timings {
  /** The window of rates in evidence and recovery queries. */
  readonly rateWindow: number;
  /** How far back a version that answered well is looked for. */
  readonly baseline: number;
  /** Rest between an action and the first look at the recovery. */
  readonly settle: number;
  /** How long recovery conditions must hold without a break. */
  readonly hold: number;
  /** Rest between two looks. */
  readonly lookEvery: number;
  /** After this long without recovery the action counts as ineffective. */
  readonly giveUp: number;
  /** Distance between samples of a recovery query. */
  readonly step: number;
  /** A session counts as left idle in a transaction after this long. */
  readonly idleInTransaction: number;
  /** A closed incident's alert that still fires after this long has relapsed. */
  readonly relapse: number;
}

/** Which troubles count as one. */
export interface CorrelationPolicy {
  /** Troubles of one service, or of a service and one that it calls, are two when they begin further apart than this. Seconds. */
  readonly windowSeconds: number;
  /** An incident that has swallowed this many alerts of other groups takes in no further group. */
  readonly cap: number;
}

/** When what nobody understands is a trouble of its own: so many different bodies of one source within so many seconds. */
export interface QuarantinePolicy {
  readonly incidentAfter: number;
  readonly windowSeconds: number;
}

/** The one typed policy; its digest is on every plan and decision. */
export interface Policy {
  readonly digest: string;
  readonly services: Readonly<Record<string, ServicePolicy>>;
  readonly timings: Timings;
  readonly correlation: CorrelationPolicy;
  readonly quarantine: QuarantinePolicy;
  /** The engine's confidence below which nothing is done. */
  readonly minimumConfidence: number;
}

/** Whether a service is a part of ourselves: nothing that our runbooks know can explain its trouble. */
const isOurOwn = (service: string): boolean => service.startsWith('selfright-');

interface ScopeOf {
  readonly service: string;
  readonly dependency: string;
}

/**
 * Every scope of a kind of dependency that lies at or below the services in trouble, or right above one that is such
 * a dependency itself; with no known service, all of them; for us, none.
 */
export const scopesFor = (
  policy: Policy,
  kind: 'postgres' | 'lambda',
  from: readonly (string | undefined)[],
): readonly ScopeOf[] => {
  const known = from.filter((service) => service !== undefined).filter((one) => Object.hasOwn(policy.services, one));
  const all = Object.keys(policy.services).flatMap((service) => scopesAt(policy, kind, service));
  if (known.length === 0) return from.some((service) => service !== undefined && isOurOwn(service)) ? [] : all;
  const below = new Set(known.flatMap((service) => reachable(policy, service)));
  return all.filter(({ service, dependency }) => below.has(service) || known.includes(dependency));
};

const scopesAt = (policy: Policy, kind: 'postgres' | 'lambda', service: string): readonly ScopeOf[] =>
  (policy.services[service]?.calls ?? [])
    .filter((callee) => Object.hasOwn(policy.services, callee) && policy.services[callee]?.[kind] !== undefined)
    .map((dependency) => ({ service, dependency }));

/** Who calls whom, for correlation. */
export const callsOf = ({ services }: Policy): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(services).map(([service, { calls }]) => [service, calls]));

const reachable = (policy: Policy, from: string): readonly string[] => {
  const seen = new Set([from]);
  for (const service of seen) {
    const calls = Object.hasOwn(policy.services, service) ? (policy.services[service]?.calls ?? []) : [];
    for (const callee of calls) seen.add(callee);
  }
  return [...seen];
};
