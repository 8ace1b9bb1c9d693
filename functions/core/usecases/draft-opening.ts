import type { GroupName } from '../domain/alert.ts';
import { type Alert, type Episode, isGroup } from '../domain/alert.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';
import type { Opening, ServiceIncident } from '../ports/incident-store.ts';
import { namesOf } from './alert-names.ts';
import type { Flapping } from './notice-flapping.ts';

/** An alert as it was sent, and whose it is already. */
export interface Known {
  readonly alert: Alert;
  readonly episode: Episode;
  readonly owner: Incident | undefined;
}

/** What an opening is drafted from. */
export interface Drafting {
  readonly id: IncidentId;
  readonly group: GroupName;
  readonly seen: readonly Known[];
  readonly receivedAt: Instant;
  readonly now: Instant;
  readonly openedFor: Reason;
  /** An earlier incident about the same trouble. */
  readonly linkedTo: IncidentId | undefined;
  /** The episodes are taken over from this one. */
  readonly takenFrom: IncidentId | undefined;
  readonly around?: readonly ServiceIncident[] | undefined;
  /** One of its alerts flaps. */
  readonly flapping?: Flapping | undefined;
}

/** The alerts themselves. */
export const alertsOf = (seen: readonly Pick<Known, 'alert'>[]): readonly Alert[] => seen.map(({ alert }) => alert);

/** The service that a trouble is about: the first that one of its alerts names. */
export const serviceOf = (seen: readonly Pick<Known, 'alert'>[]): string | undefined =>
  seen.find(({ alert }) => alert.service !== undefined)?.alert.service;

/** When the first of some alerts began to fire. */
export const beginningOf = (seen: readonly Pick<Known, 'alert'>[]): Instant | undefined =>
  seen.map(({ alert }) => alert.startsAt).toSorted()[0];

/** Alerts as their incident holds them: one that came with another group than its own says with which. */
export const heldBy = (own: GroupName, seen: readonly Known[]): Opening['alerts'] =>
  seen.map(({ alert: { from, ...alert }, episode }) => {
    const { source, groupKey } = episode;
    return { alert: isGroup(own, episode) ? alert : { ...alert, from: { source, groupKey } }, episode };
  });

/** The request to open an incident for alerts. */
export const draftOpening = (drafting: Drafting): Opening => {
  const { id, group, seen, receivedAt, now, openedFor, linkedTo, takenFrom, around, flapping } = drafting;
  const alerts = alertsOf(seen);
  const service = serviceOf(seen);
  const startsAt = beginningOf(seen) ?? receivedAt;
  return {
    incident: {
      id,
      source: group.source,
      groupKey: group.groupKey,
      service,
      title: `${namesOf(alerts)}${service ? ` on ${service}` : ''}`,
      severity: alerts.find(({ severity }) => severity !== undefined)?.severity ?? 'unknown',
      startsAt,
      openedAt: now,
      openedFor,
      linkedTo,
      flappingSince: flapping?.since,
    },
    alerts: heldBy(group, seen),
    takenFrom,
    around,
    entries: [
      {
        kind: 'incident.opened',
        actor: 'intake',
        reason: openedFor,
        text: `${namesOf(alerts)} fired${service ? ` for ${service}` : ''}${linkedTo ? `, after ${linkedTo}` : ''}.`,
        data: { receivedAt, startsAt },
      },
      ...(flapping ? [flapping.entry] : []),
    ],
  };
};
