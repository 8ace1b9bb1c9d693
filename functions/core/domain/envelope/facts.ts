import type { BoundCap } from '../bound-cap.ts';
import type { EnvelopePolicy } from '../envelope-policy.ts';
import type { Grant } from '../grant.ts';
import type { MaintenanceWindow, PlannedWindow } from '../maintenance.ts';
import type { Proposal } from '../proposal.ts';
import type { ServiceMode } from '../service-policy.ts';

/** How often something was tried before. */
export interface Tried {
  readonly cap: BoundCap;
  /** Tries within the last hour and day, this plan's not counted. */
  readonly lastHour: number;
  readonly lastDay: number;
}

/** What other incidents did to a target. */
export interface Rest {
  readonly target: string;
  /** Since their last try; absent when there was none within a day. Seconds. */
  readonly since?: number | undefined;
  /** Their tries in a row that did not help, up to the last one. */
  readonly failures: number;
}

/** What one step changes at once. */
export interface Reach {
  readonly target: string;
  readonly service: string;
  /** In words, as a plural. */
  readonly what: string;
  readonly count: number;
  /** Of the service, when the step takes instances away: how many there are, and how many are healthy; absent when unknown. */
  readonly instances?: number | undefined;
  readonly healthy?: number | undefined;
}

/** What the envelope looks at; `unreadable` names whatever could not be read. */
export interface EnvelopeFacts {
  /** Of everything that the plan would touch: the service that suffers and the dependency that is changed. */
  readonly modes: readonly { readonly service: string; readonly mode: ServiceMode | undefined }[];
  /** What the policy says of the runbook itself. */
  readonly runbook: { readonly fault: string; readonly mode: ServiceMode };
  readonly limits: EnvelopePolicy;
  /** What lets this runbook run for this service although it is in mode `approve`. */
  readonly grant?: Grant | undefined;
  readonly brake: { readonly engaged: boolean; readonly by?: string | undefined } | undefined;
  readonly confidence: number;
  readonly minimumConfidence: number;
  /** Age of the oldest evidence that the cause rests on. Seconds. */
  readonly evidenceAge: number;
  readonly flapping: boolean;
  /** Distinct targets. */
  readonly targets: number;
  readonly reaches: readonly Reach[];
  readonly irreversible: boolean;
  readonly tried: readonly Tried[];
  readonly rests: readonly Rest[];
  /** Incidents opened within the storm's window; absent when unknown. */
  readonly opened: number | undefined;
  /** The maintenance window that covers something that the plan would touch. */
  readonly maintenance?: MaintenanceWindow | undefined;
  /** The change freeze that covers something that the plan would touch. */
  readonly freeze?: PlannedWindow | undefined;
  /** Somebody proposed it. */
  readonly proposal?: Proposal | undefined;
  readonly unreadable: readonly string[];
}
