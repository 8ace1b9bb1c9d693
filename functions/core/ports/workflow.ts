import type { IncidentId } from '../domain/incident.ts';

/** Starts the state machine for an incident. Starting the same attempt again counts as started. */
export interface Workflow {
  start(id: IncidentId, attempt: number): Promise<void>;
}
