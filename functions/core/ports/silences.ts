import type { Alert } from '../domain/alert.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';

/** Keeps whoever sends alerts quiet about some of them for a while. */
export interface Silences {
  /** Silences exactly these alerts, in the name of an incident; each silence ends by itself at `until`. */
  begin(incidentId: IncidentId, alerts: readonly Alert[], until: Instant): Promise<void>;
  /** Ends every silence that stands in the name of an incident, and no other; answers how many there were. */
  end(incidentId: IncidentId): Promise<number>;
}
