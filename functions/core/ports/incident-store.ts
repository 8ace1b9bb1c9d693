import type { Alert, Episode } from '../domain/alert.ts';
import type { IncidentChange } from '../domain/change.ts';
import type { Incident, IncidentId, WholeIncident } from '../domain/incident.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { IncidentStatus } from '../domain/transitions.ts';

/** What opening an incident needs; status, seq and head are the store's to set. */
export interface Opening {
  readonly incident: Omit<Incident, 'status' | 'seq' | 'head' | 'locks' | 'attempt' | 'updatedAt'>;
  readonly alerts: readonly { readonly alert: Alert; readonly episode: Episode }[];
  readonly entries: readonly [TimelineDraft, ...TimelineDraft[]];
  /** Takes these episodes over from an incident that is over (relapse); they are not new. */
  readonly takenFrom?: IncidentId | undefined;
}

export interface IncidentFilter {
  readonly status?: IncidentStatus | undefined;
  readonly service?: string | undefined;
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Where incidents live. Every write is one transaction conditioned on the incident's `seq`. */
export interface IncidentStore {
  /** Which incident an episode belongs to, if it is known. */
  incidentOfEpisode(episode: Episode): Promise<IncidentId | undefined>;
  /** The open incident of a source's group, if there is one. */
  openIncidentOfGroup(source: string, groupKey: string): Promise<IncidentId | undefined>;
  /** Opens once: takes the group's open pointer and the episodes. `taken` when another was quicker with any of them. */
  open(
    opening: Opening,
  ): Promise<{ readonly outcome: 'opened'; readonly incident: Incident } | { readonly outcome: 'taken' }>;
  /** Adds alerts (new episodes) to an open incident; `conflict` when its seq moved or an episode is taken. */
  join(before: Incident, alerts: Opening['alerts'], entry: TimelineDraft): Promise<'joined' | 'conflict'>;
  /** Records that alerts resolved; `conflict` when the incident's seq moved. */
  resolveAlerts(before: Incident, alerts: readonly Alert[], entry: TimelineDraft): Promise<'recorded' | 'conflict'>;
  read(id: IncidentId): Promise<Incident | undefined>;
  readWhole(id: IncidentId): Promise<WholeIncident | undefined>;
  /**
   * Applies a change if the incident still has the seq of `before`. Moving to `escalated` or `closed`
   * frees its open pointer and locks in the same transaction.
   */
  commit(
    before: Incident,
    change: IncidentChange,
  ): Promise<{ readonly outcome: 'written'; readonly incident: Incident } | { readonly outcome: 'conflict' }>;
  /** Newest first. */
  list(
    filter: IncidentFilter,
  ): Promise<{ readonly incidents: readonly Incident[]; readonly cursor?: string | undefined }>;
}
