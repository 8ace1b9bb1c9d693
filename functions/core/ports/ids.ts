import type { IncidentId } from '../domain/incident.ts';
import type { WindowId } from '../domain/maintenance.ts';
import type { ReceiptId } from '../domain/receipt.ts';

/** Makes ids that sort by time. */
export interface Ids {
  incident(): IncidentId;
  receipt(): ReceiptId;
  window(): WindowId;
}
