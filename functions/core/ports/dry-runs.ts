import type { DryRun } from '../domain/dry-run.ts';
import type { IncidentId } from '../domain/incident.ts';

/** Plans without doing: asked of whoever may read targets, which whoever answers people may not. */
export interface DryRuns {
  /** Undefined when there is no such incident. */
  of(id: IncidentId): Promise<DryRun | undefined>;
}
