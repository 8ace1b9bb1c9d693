import type { Brake } from '../brake.ts';
import type { IncidentId, WholeIncident } from '../incident.ts';
import type { Policy } from '../policy.ts';
import type { Receipt } from '../receipt.ts';

/** An item that only says which incident something belongs to: an episode, an open pointer, a lock. */
export interface Claim {
  /** What is claimed, as the item's key says it; for a lock, its target. */
  readonly key: string;
  readonly incidentId: IncidentId;
}

/** The record of everything, as it is stored: what the laws are checked against. */
export interface WholeRecord {
  readonly incidents: readonly WholeIncident[];
  readonly receipts: readonly Receipt[];
  readonly episodes: readonly Claim[];
  readonly openPointers: readonly Claim[];
  readonly locks: readonly Claim[];
  readonly brakes: readonly Brake[];
  readonly policy: Policy | undefined;
  /** Items that do not parse. */
  readonly unreadable: readonly { readonly key: string; readonly why: string }[];
}
