import type { IncidentId } from './incident.ts';
import type { PlannedStep } from './plan.ts';

/** The incident that alone may act on a target, until it is over. */
export interface TargetLock {
  readonly target: string;
  readonly incidentId: IncidentId;
  /** Milliseconds of the newest start: whoever holds the lock later has the larger number. */
  readonly fencing: number;
}

/**
 * What a step locks: its target, and where it takes instances away, those of the service as a whole, so that two plans that are
 * each small enough do not take away more together.
 */
export const locksOf = ({ target, touches }: Pick<PlannedStep, 'target' | 'touches'>): readonly string[] =>
  touches.what === 'instances' ? [target, `instances:${touches.service}`] : [target];
