import type { IncidentId } from '../domain/incident.ts';
import type { Investigation } from '../domain/investigation.ts';

/** What models made of incidents, apart from the incidents' own record. */
export interface Investigations {
  keep(investigation: Investigation): Promise<void>;
  /** The newest first. */
  of(id: IncidentId): Promise<readonly Investigation[]>;
}
