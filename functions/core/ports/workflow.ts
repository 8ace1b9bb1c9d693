import type { IncidentId } from '../domain/incident.ts';

/** What an attempt is for. */
export interface StartOptions {
  /** Only takes back what was done. @default false, it rights the incident */
  readonly undo?: boolean;
}

/** Starts the state machine for an incident. Starting the same attempt again counts as started. */
export interface Workflow {
  start(id: IncidentId, attempt: number, options?: StartOptions): Promise<void>;
}
