import type { Anchor } from '../domain/audit.ts';
import type { IncidentId } from '../domain/incident.ts';

/** Where heads of timelines are kept out of reach of whoever writes the record. */
export interface Anchors {
  /** Keeps one; the same one again changes nothing that is known. */
  keep(anchor: Anchor): Promise<void>;
  /** Every anchor of an incident that was ever kept, also those that somebody tried to replace or delete. */
  of(id: IncidentId): Promise<readonly Anchor[]>;
}
