import type { Alert, Episode, Firing, GroupName } from '../domain/alert.ts';
import type { IncidentChange } from '../domain/change.ts';
import type { Incident, IncidentId, WholeIncident } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { IncidentStatus } from '../domain/transitions.ts';

/** What opening an incident needs; status, seq and head are the store's to set. */
export interface Opening {
  readonly incident: Omit<Incident, 'status' | 'seq' | 'head' | 'locks' | 'attempt' | 'updatedAt'>;
  readonly alerts: readonly { readonly alert: Alert; readonly episode: Episode }[];
  readonly entries: readonly [TimelineDraft, ...TimelineDraft[]];
  /** Takes these episodes over from an incident that is over (relapse); they are not new. */
  readonly takenFrom?: IncidentId | undefined;
  /**
   * The services around it with their newest open incidents, as they were read when it was decided that this is a
   * trouble of its own. Should one of them change before it is written, the answer is `taken`.
   */
  readonly around?: readonly ServiceIncident[] | undefined;
}

/** The newest open incident about a service, if there is one. */
export interface ServiceIncident {
  readonly service: string;
  readonly incidentId: IncidentId | undefined;
}

export interface IncidentFilter {
  readonly status?: IncidentStatus | undefined;
  readonly service?: string | undefined;
  /** Leaves out what was opened before. */
  readonly openedSince?: Instant | undefined;
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Which incident an episode belongs to. */
export interface HeldEpisode extends Episode {
  readonly incidentId: IncidentId;
}

/** An alert that counts as firing, and whose it is. */
export interface HeldAlert {
  readonly incident: Incident;
  readonly alert: Alert;
}

/** Where incidents live. Every write is one transaction conditioned on the incident's `seq`. */
export interface IncidentStore {
  /** Which incident an episode belongs to, if it is known. One held without its group (`ANY_GROUP`) is known in every group. */
  incidentOfEpisode(episode: Episode): Promise<IncidentId | undefined>;
  /** The episodes of one firing, in whichever groups it was sent. */
  episodesOf(firing: Firing): Promise<readonly HeldEpisode[]>;
  /** The alerts of a source that count as firing, of incidents that are over as well; may lag behind by moments. */
  firing(source: string): Promise<readonly HeldAlert[]>;
  /** Incidents that are not over; may lack what was opened moments ago. */
  unfinished(): Promise<readonly Incident[]>;
  /** The open incident of a source's group, if there is one. */
  openIncidentOfGroup(source: string, groupKey: string): Promise<IncidentId | undefined>;
  /** The newest open incident of each of these services. */
  openIncidentsOfServices(services: readonly string[]): Promise<readonly ServiceIncident[]>;
  /**
   * Opens once: takes the open pointers of the group and the service, and the episodes. `taken` when another was quicker
   * with any of them; without a service also when a firing that was sent was found by looking, or the other way round.
   */
  open(
    opening: Opening,
  ): Promise<{ readonly outcome: 'opened'; readonly incident: Incident } | { readonly outcome: 'taken' }>;
  /**
   * Adds alerts (new episodes) to an open incident; `conflict` when its seq moved or an episode is taken. With a
   * `group` that it takes in, it is that group's open incident from now on; `conflict` when another one is.
   */
  join(
    before: Incident,
    alerts: Opening['alerts'],
    entry: TimelineDraft,
    group?: GroupName,
  ): Promise<'joined' | 'conflict'>;
  /**
   * Gives the alerts of `opening`, which this incident took in, to the incident that `opening` describes; or, if given, to
   * `there`, which is open already and has `entry.there` appended. Their group's open incident is that one from now on.
   * `conflict` when either moved meanwhile, or the group is open for a third.
   */
  split(
    before: Incident,
    entries: { readonly here: TimelineDraft; readonly there: TimelineDraft },
    opening: Opening,
    there?: Incident,
  ): Promise<'split' | 'conflict'>;
  /** Records that alerts resolved; `conflict` when the incident's seq moved. */
  resolveAlerts(before: Incident, alerts: readonly Alert[], entry: TimelineDraft): Promise<'recorded' | 'conflict'>;
  read(id: IncidentId): Promise<Incident | undefined>;
  readWhole(id: IncidentId): Promise<WholeIncident | undefined>;
  /**
   * Applies a change if the incident still has the seq of `before`. Moving to `escalated` or `closed`
   * frees its open pointers and locks in the same transaction.
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
