import type { IncidentId } from '../domain/incident.ts';
import type { ExecutionState } from '../domain/laws/record.ts';

/** Looks at executions of the workflow. */
export interface Executions {
  /** How the execution of an attempt stands; `MISSING` when it was never started, or was forgotten. */
  stateOf(id: IncidentId, attempt: number): Promise<ExecutionState>;
}
