import type { Incident } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';

/** Hands an incident to people with everything known so far. Telling twice is better than not telling. */
export interface Pager {
  /** `level` is the target: 1 is called first, and each next one when nobody acknowledged. @default 1 */
  escalate(incident: Incident, reason: Reason, summary: string, level?: number): Promise<void>;
}
