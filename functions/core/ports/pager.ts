import type { Incident } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';

/** Hands an incident to people with everything known so far. Telling twice is better than not telling. */
export interface Pager {
  escalate(incident: Incident, reason: Reason, summary: string): Promise<void>;
}
