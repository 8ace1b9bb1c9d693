import type { AgentsPolicy, InvestigatorPolicy } from './agents-policy.ts';
import type { EnvelopePolicy } from './envelope-policy.ts';
import type { Integrations } from './integrations.ts';
import type { PlannedWindow } from './maintenance.ts';
import { isOurOwn } from './ourselves.ts';
import type { SignInPolicy } from './sign-in.ts';

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
  readonly lambda?:
    | {
        readonly functionName: string;
        readonly alias: string;
        /** How many executions at once may be reserved for it when a crowd comes. @default as many as are reserved */
        readonly crowdConcurrency?: number | undefined;
      }
    | undefined;
  /** It takes its work from an SQS queue, and what it cannot take goes to another; both by name. */
  readonly queue?: { readonly name: string; readonly deadLetterName: string } | undefined;
  /** It is a Lambda function that an event source mapping feeds from an SQS queue; both by name. */
  readonly eventSource?: { readonly functionName: string; readonly queueName: string } | undefined;
  /** A parameter outside of it says how it works; by name. */
  readonly parameter?:
    | {
        readonly name: string;
        /** The value with which it asks somebody else than usual, and where that one answers. @default it cannot */
        readonly failover?: { readonly value: string; readonly probeUrl: string } | undefined;
      }
    | undefined;
  /** An SSM Automation document is run on it; by name. */
  readonly automation?: { readonly document: string } | undefined;
  /** It is made by this CloudFormation stack, whose events tell what was changed. */
  readonly cloudformation?: { readonly stackName: string } | undefined;
  /** It serves this address under a certificate. */
  readonly tls?: { readonly url: string } | undefined;
  /** Each of its instances takes signed calls of administrators under its address; `key` names a member of the connections secret. */
  readonly admin?: { readonly urls: readonly string[]; readonly key: string } | undefined;
  /**
   * It lets in only so many at once, by a limit that the signed call `admission` tells and sets; `crowdLimit` is what each of its
   * instances may be given when a crowd comes.
   */
  readonly admission?: { readonly crowdLimit: number } | undefined;
  /**
   * Queries of its signals, by name, instead of or beside the usual ones of `series-plan.ts`; an empty one asks nothing.
   * `{{service}}` and `{{window}}` are filled in.
   */
  readonly signals?: Readonly<Record<string, string>> | undefined;
}

/** What a cause may sit in: the fact by which the policy tells that a service is one. */
export const DEPENDENCY_KINDS = [
  'postgres',
  'lambda',
  'queue',
  'eventSource',
  'parameter',
  'tls',
  'admin',
  'admission',
] as const;
export type DependencyKind = (typeof DEPENDENCY_KINDS)[number];

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
  /** What has not been answered by then is missing from a diagnosis: one deadline for all that is asked. */
  readonly evidence: number;
  /** A session counts as left idle in a transaction after this long. */
  readonly idleInTransaction: number;
  /** A closed incident's alert that still fires after this long has relapsed. */
  readonly relapse: number;
  /** An incident that nothing was done about ends by itself when its alerts have resolved and not changed for this long. */
  readonly calm: number;
  /** What was handed to people ends by itself when its alerts have resolved and nothing changed for this long. */
  readonly calmAfterEscalation: number;
  /** Time between two rounds of the watch over ourselves; less than a minute only where timers are at hand. */
  readonly watchEvery: number;
  /** A heartbeat that has not been heard for this long is silent. */
  readonly heartbeat: number;
  /** Time between two of our own synthetic notifications. */
  readonly drill: number;
  /** A feed of alerts that has not answered for this long is a trouble of its own. */
  readonly blind: number;
}

/** The Alertmanagers that notify us: all of them, since what none of them lists counts as over. */
export interface AlertmanagerPolicy {
  /** Where their APIs answer; the peers of a cluster each have their own. */
  readonly urls: readonly string[];
  /** Name of the receiver that notifies us. */
  readonly receiver: string;
  /** The longest `group_wait` of the routes that lead to us. Seconds. */
  readonly groupWait: number;
  /** The longest `group_interval` of the routes that lead to us. Seconds. */
  readonly groupInterval: number;
  /** Its `resolve_timeout`: what it no longer lists counts as resolved after this long at the earliest. Seconds. */
  readonly resolveTimeout: number;
  /** Keep it quiet about an incident's alerts while an action on it runs. */
  readonly silenceActions: boolean;
}

/** Which troubles count as one. */
export interface CorrelationPolicy {
  /** Troubles of one service, or of a service and one that it calls, are two when they begin further apart than this. Seconds. */
  readonly windowSeconds: number;
  /** An incident that has swallowed this many alerts of other groups takes in no further group. */
  readonly cap: number;
  /** So many incidents that opened within the window are a storm: what begins then joins also what people have already. */
  readonly stormAfter: number;
}

/** When an alert flaps: so many changes, between firing and not, within so many seconds. */
export interface FlappingPolicy {
  readonly windowSeconds: number;
  readonly transitions: number;
}

/** When what nobody understands is a trouble of its own: so many different bodies of one source within so many seconds. */
export interface QuarantinePolicy {
  readonly incidentAfter: number;
  readonly windowSeconds: number;
}

/** How far acting goes by itself. */
export interface ActingPolicy {
  /** Rungs that are tried for one incident before people get it. */
  readonly tries: number;
}

/** How people are asked in mode `approve`, and whenever the envelope asks. */
export interface ApprovalPolicy {
  /** After so many seconds without a decision the plan is denied. */
  readonly deadlineSeconds: number;
  /** So many distinct approvers must agree. */
  readonly quorum: number;
}

/** The one typed policy; its digest is on every plan and decision. */
export interface Policy {
  readonly digest: string;
  readonly services: Readonly<Record<string, ServicePolicy>>;
  readonly timings: Timings;
  readonly correlation: CorrelationPolicy;
  readonly quarantine: QuarantinePolicy;
  readonly flapping: FlappingPolicy;
  /** Maintenance windows that are known beforehand. @default none */
  readonly maintenance: readonly PlannedWindow[];
  readonly approvals: ApprovalPolicy;
  readonly envelope: EnvelopePolicy;
  /** What a runbook may do without a person, wherever it is used; one that is not named is held to its services alone. @default auto */
  readonly runbooks: Readonly<Record<string, { readonly mode: ServiceMode }>>;
  /** Without it nothing is reconciled. */
  readonly alertmanager?: AlertmanagerPolicy | undefined;
  readonly acting: ActingPolicy;
  readonly agents: AgentsPolicy;
  /** @default none: it is off */
  readonly investigator?: InvestigatorPolicy | undefined;
  /** The engine's confidence below which nothing is done. */
  readonly minimumConfidence: number;
  readonly integrations: Integrations;
  readonly signIn: SignInPolicy;
}

const FROM_STRICT: readonly ServiceMode[] = ['observe', 'approve', 'auto'];

/** What a runbook may do by itself for a service: the stricter of both; what is not named is only observed. */
export const strictestMode = (
  { services, runbooks }: Pick<Policy, 'services' | 'runbooks'>,
  { service, fault }: { readonly service: string; readonly fault: string },
): ServiceMode => {
  const modes = [services[service]?.mode ?? 'observe', runbooks[fault]?.mode ?? 'auto'];
  return FROM_STRICT.find((mode) => modes.includes(mode)) ?? 'observe';
};

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
