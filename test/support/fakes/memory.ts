import { type Alert, ANY_GROUP, type Episode } from '../../../functions/core/domain/alert.ts';
import type { TrySubject } from '../../../functions/core/domain/bound-cap.ts';
import type { Brake } from '../../../functions/core/domain/brake.ts';
import type { Grant, GrantId } from '../../../functions/core/domain/grant.ts';
import type { Beat } from '../../../functions/core/domain/heartbeat.ts';
import type { IncidentId, WholeIncident } from '../../../functions/core/domain/incident.ts';
import type { HeldAlert, MaintenanceWindow } from '../../../functions/core/domain/maintenance.ts';
import type { Policy } from '../../../functions/core/domain/policy.ts';
import type { Receipt, ReceiptId } from '../../../functions/core/domain/receipt.ts';
import type { ChangeId, ReportedChange } from '../../../functions/core/domain/reported-change.ts';
import type { Try } from '../../../functions/core/domain/tries.ts';
import type { Opening } from '../../../functions/core/ports/incident-store.ts';

/** What the fakes of one test share, as the adapters share one table. */
export interface Memory {
  readonly incidents: Map<IncidentId, WholeIncident>;
  readonly episodes: Map<string, { readonly episode: Episode; readonly incidentId: IncidentId }>;
  readonly pointers: Map<string, IncidentId>;
  /** The newest open incident by service. */
  readonly services: Map<string, IncidentId>;
  readonly locks: Map<string, { readonly incidentId: IncidentId; readonly fencing: number }>;
  /** What the gate counted, by subject. */
  readonly tries: Map<TrySubject, readonly Try[]>;
  readonly receipts: Map<ReceiptId, Receipt>;
  readonly heartbeats: Map<string, Beat>;
  readonly brakes: Map<string, Brake>;
  readonly grants: Map<GrantId, Grant>;
  readonly windows: Map<string, MaintenanceWindow>;
  readonly held: Map<string, HeldAlert>;
  readonly changes: Map<ChangeId, ReportedChange>;
  policy: Policy | undefined;
}

export const emptyMemory = (): Memory => ({
  incidents: new Map(),
  episodes: new Map(),
  pointers: new Map(),
  services: new Map(),
  locks: new Map(),
  tries: new Map(),
  receipts: new Map(),
  heartbeats: new Map(),
  brakes: new Map(),
  grants: new Map(),
  windows: new Map(),
  held: new Map(),
  changes: new Map(),
  policy: undefined,
});

export const episodeKey = ({ source, groupKey, fingerprint, startsAt }: Episode): string =>
  JSON.stringify([source, groupKey, fingerprint, startsAt]);

export const groupPointer = (source: string, groupKey: string): string => JSON.stringify([source, groupKey]);

export const alertKey = ({ fingerprint, startsAt, from }: Alert): string =>
  JSON.stringify([fingerprint, startsAt, from]);

/** Who has an alert already; without a service, also who was sent the same one, or found it by looking, in another group. */
export const holdersIn =
  ({ episodes }: Memory) =>
  ({ alert, episode }: Opening['alerts'][number]): readonly IncidentId[] => {
    const isOther = ({ groupKey, ...firing }: Episode): boolean =>
      groupKey !== episode.groupKey &&
      (groupKey === ANY_GROUP || episode.groupKey === ANY_GROUP) &&
      episodeKey({ ...firing, groupKey: episode.groupKey }) === episodeKey(episode);
    const met = alert.service === undefined ? [...episodes.values()].filter((one) => isOther(one.episode)) : [];
    return [episodes.get(episodeKey(episode)) ?? [], met].flat().map(({ incidentId }) => incidentId);
  };
