import type { GrantId } from '../domain/grant.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { WindowId } from '../domain/maintenance.ts';
import type { ReceiptId } from '../domain/receipt.ts';

/** Makes ids that sort by time. */
export interface Ids {
  incident(): IncidentId;
  /** It tells by itself to which source it was given out (`givenOut`). */
  receipt(source: string): ReceiptId;
  window(): WindowId;
  grant(): GrantId;
}
