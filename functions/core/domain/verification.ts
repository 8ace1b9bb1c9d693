import type { Limit } from './limit.ts';
import type { Instant } from './time.ts';

/** A sample as Prometheus gives it: unix seconds and value. */
export type Sample = readonly [at: number, value: number];

/** What a number was like before it was acted upon; what is missing could not be measured. */
export interface Beforehand {
  /** Before the fault: the middle one of its values. */
  readonly usual?: number | undefined;
  /** Right before the action. */
  readonly atAction?: number | undefined;
  /** When that was, in unix seconds. */
  readonly at?: number | undefined;
  /** How far it lay beyond its limit at worst, shortly before the action. */
  readonly worst?: number | undefined;
  /** By how much that grew a second when the action came. */
  readonly perSecond?: number | undefined;
}

/** One recovery condition, as measured. */
export interface Measurement {
  readonly says: string;
  readonly query: string;
  readonly limit: string;
  readonly samples: readonly Sample[];
  readonly before?: Beforehand | undefined;
  /** How long it has held without a break, up to the newest sample, in seconds. */
  readonly heldSeconds: number;
  readonly holdSeconds: number;
  /** `worse`: it is broken, and has been worse than before the action for as long as it would have had to hold. */
  readonly verdict: 'held' | 'not_yet' | 'broken' | 'worse' | 'no_data';
  /** For how long it has been worse than before the action, in seconds. */
  readonly worseSeconds?: number | undefined;
}

/** Another service of the topology, as measured: only whether it got worse counts. */
export interface SideEffect extends Measurement {
  readonly service: string;
  readonly holds: Limit;
}

/** What the service itself answered. */
export interface ProbeResult {
  readonly url: string;
  readonly at: Instant;
  readonly ok: boolean;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
}

/** A measured answer to "did it help?", kept with the incident. */
export interface Verification {
  readonly outcome: 'verified' | 'ineffective' | 'worse' | 'inconclusive';
  /** The end of the action that is being verified; only samples after it count. */
  readonly since: Instant;
  readonly at: Instant;
  readonly looks: number;
  readonly measurements: readonly Measurement[];
  /** The other services. */
  readonly sideEffects?: readonly SideEffect[] | undefined;
  readonly probe?: ProbeResult | undefined;
}
