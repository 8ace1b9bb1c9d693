import type { Incident } from '../domain/incident.ts';
import type { TargetLock } from '../domain/lock.ts';
import type { TimelineDraft } from '../domain/timeline.ts';

/** The locks that the gate takes on targets, and that incidents hold until they are over. */
export interface TargetLocks {
  /** All of them, by target; may lag behind by moments. */
  all(): Promise<readonly TargetLock[]>;
  /** Strongly read. */
  of(target: string): Promise<TargetLock | undefined>;
  /** Takes a lock from the incident that holds it, and writes that on its timeline; `conflict` when either changed since it was read. */
  break(holder: Incident, lock: TargetLock, entry: TimelineDraft): Promise<'broken' | 'conflict'>;
}
