import type { AgentsPolicy, InvestigatorPolicy } from './agents-policy.ts';
import type { EnvelopePolicy } from './envelope-policy.ts';
import type { Integrations } from './integrations.ts';
import type { PlannedWindow } from './maintenance.ts';
import type { ServiceMode, ServicePolicy } from './service-policy.ts';
import type { SignInPolicy } from './sign-in.ts';

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

/** Who calls whom, for correlation. */
export const callsOf = ({ services }: Policy): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(services).map(([service, { calls }]) => [service, calls]));
