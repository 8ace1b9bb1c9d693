import type { Poll } from '../domain/reconciliation.ts';

/** Looks at what a source itself holds to be firing; what it keeps quiet about (suppressed) counts as firing too. */
export interface AlertFeed {
  /** A peer that does not answer is named, never taken for one without alerts. */
  poll(): Promise<Poll>;
}
