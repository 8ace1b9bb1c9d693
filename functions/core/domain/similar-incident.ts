import type { IncidentId } from './incident-id.ts';
import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';
import type { Verification } from './verification.ts';

/** A past incident that looked alike, with how it went. It is shown beside a diagnosis and moves no confidence. */
export interface SimilarIncident {
  readonly id: IncidentId;
  readonly title: string;
  readonly openedAt: Instant;
  /** The share of what is known of either that is the same of both. */
  readonly likeness: number;
  readonly shared: readonly string[];
  /** What was found to be its cause then. */
  readonly cause?: string | undefined;
  /** What was done, by its steps and targets. */
  readonly did: readonly string[];
  /** Whether the recovery was measured. */
  readonly outcome: Verification['outcome'] | 'not_measured';
  readonly endedFor?: Reason | undefined;
  readonly tookSeconds?: number | undefined;
}
