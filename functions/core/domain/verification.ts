import type { Instant } from './time.ts';

/** A sample as Prometheus gives it: unix seconds and value. */
export type Sample = readonly [at: number, value: number];

/** One recovery condition, as measured. */
export interface Measurement {
  readonly says: string;
  readonly query: string;
  readonly limit: string;
  readonly samples: readonly Sample[];
  /** How long it has held without a break, up to the newest sample, in seconds. */
  readonly heldSeconds: number;
  readonly holdSeconds: number;
  readonly verdict: 'held' | 'not_yet' | 'broken' | 'no_data';
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
  readonly probe?: ProbeResult | undefined;
}
