import type { LiveAlert } from '../domain/reconciliation.ts';

/** What the peers of an alert feed say fires right now. */
export interface Poll {
  readonly alerts: readonly LiveAlert[];
  /** Peers that did not answer: what only they know is not among the alerts. */
  readonly unanswered: readonly string[];
}

/** Looks at what a source itself holds to be firing; what it keeps quiet about (suppressed) counts as firing too. */
export interface AlertFeed {
  /** A peer that does not answer is named, never taken for one without alerts. */
  poll(): Promise<Poll>;
}
