import type { Episode } from '../alert.ts';
import type { Brake } from '../brake.ts';
import type { Delivery } from '../delivery.ts';
import type { Grant } from '../grant.ts';
import type { IncidentId, WholeIncident } from '../incident.ts';
import type { HeldAlert, MaintenanceWindow } from '../maintenance.ts';
import type { Policy } from '../policy.ts';
import type { Quarantined } from '../quarantine.ts';
import type { QuarantineId } from '../quarantine-id.ts';
import type { Receipt } from '../receipt.ts';
import type { CountedName, Sample } from '../tally/metrics.ts';
import type { Instant } from '../time.ts';
import type { Digest } from '../timeline.ts';

/** The record of everything, as it is stored: what the laws are checked against. */
export interface WholeRecord {
  readonly incidents: readonly WholeIncident[];
  readonly receipts: readonly Receipt[];
  readonly episodes: readonly (Episode & { readonly incidentId: IncidentId })[];
  readonly openPointers: readonly {
    readonly source: string;
    readonly groupKey: string;
    readonly incidentId: IncidentId;
  }[];
  readonly servicePointers: readonly { readonly service: string; readonly incidentId: IncidentId }[];
  /** A lock that names no incident is free. */
  readonly locks: readonly { readonly target: string; readonly incidentId?: IncidentId | undefined }[];
  readonly brakes: readonly Brake[];
  readonly grants: readonly Grant[];
  readonly windows: readonly MaintenanceWindow[];
  readonly held: readonly HeldAlert[];
  readonly quarantined: readonly Quarantined[];
  /** What has its body, here or elsewhere. */
  readonly quarantinedBodies: readonly QuarantineId[];
  readonly deliveries: readonly Delivery[];
  /** Our own numbers, and how far each timeline is in them. */
  readonly tallies: readonly Sample<CountedName>[];
  readonly counted: readonly { readonly incidentId: IncidentId; readonly seq: number }[];
  readonly policy: Policy | undefined;
  /** Items that do not parse. */
  readonly unreadable: readonly { readonly key: string; readonly why: string }[];
}

/** How an incident's execution of the workflow stands; `MISSING` when there is none of that name. */
export type ExecutionState =
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'PENDING_REDRIVE'
  | 'MISSING';

/** Everything that the laws look at. */
export interface Facts {
  readonly record: WholeRecord;
  /** Of every incident that is not over. */
  readonly executions: ReadonlyMap<IncidentId, ExecutionState>;
  readonly now: Instant;
  readonly digest: Digest;
}
