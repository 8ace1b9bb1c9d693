import type { IncidentId } from './incident.ts';

/** The incident that alone may act on a target, until it is over. */
export interface TargetLock {
  readonly target: string;
  readonly incidentId: IncidentId;
  /** Milliseconds of the newest start: whoever holds the lock later has the larger number. */
  readonly fencing: number;
}
