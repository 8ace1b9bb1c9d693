import { type IncidentId, isOver } from '../incident.ts';
import { isForgotten, TAKEN_UP_WITHIN } from '../lost-work.ts';
import { secondsBetween } from '../time.ts';
import { type Law, lawForEach, lawForIncidents, unless } from './law.ts';
import type { WholeRecord } from './record.ts';

/** An open pointer or a held lock, and whose it is. */
interface Claim {
  readonly what: string;
  readonly incidentId: IncidentId;
}

const claimsIn = ({ openPointers, servicePointers, locks }: WholeRecord): readonly Claim[] => [
  ...openPointers.map(({ source, groupKey, incidentId }) => ({
    what: `open pointer of ${source} ${groupKey}`,
    incidentId,
  })),
  ...servicePointers.map(({ service, incidentId }) => ({ what: `open pointer of service ${service}`, incidentId })),
  ...locks.flatMap(({ target, incidentId }) => (incidentId ? [{ what: `lock of ${target}`, incidentId }] : [])),
];

export const ENDING_LAWS: readonly Law[] = [
  lawForIncidents(
    'endings-explained',
    'every incident that is over says why; a closed one says when',
    ({ incident }) => [
      ...unless(!isOver(incident.status) || incident.endedFor !== undefined, `${incident.status} without a reason`),
      ...unless(incident.status !== 'closed' || incident.closedAt !== undefined, 'closed without a time'),
    ],
  ),
  lawForIncidents(
    'endings-free',
    'an incident that is over holds no lock and no open pointer',
    ({ incident }, { record }) => {
      if (!isOver(incident.status)) return [];
      const held = claimsIn(record).filter(({ incidentId }) => incidentId === incident.id);
      return held.map(({ what }) => `${incident.status}, but still has the ${what}`);
    },
  ),
  lawForEach(
    'claims-live',
    'every open pointer and every lock names an incident that exists and is not over',
    ({ record }) => claimsIn(record),
    ({ what }) => what,
    ({ incidentId }, { record }) => {
      const named = record.incidents.find(({ incident }) => incident.id === incidentId)?.incident;
      if (named === undefined) return [`names ${incidentId}, which does not exist`];
      return unless(!isOver(named.status), `names ${incidentId}, which is ${named.status}`);
    },
  ),
  lawForIncidents(
    'open-incidents-worked-on',
    'every incident that is not over has a running execution or a lease, or the watch takes it up in time',
    (whole, { executions, now }) => {
      const { id, status, updatedAt } = whole.incident;
      const state = executions.get(id) ?? 'MISSING';
      return unless(!isForgotten(whole, state, now), `${status} since ${updatedAt}, its execution is ${state}`);
    },
  ),
  lawForIncidents(
    'hand-overs-told',
    'every hand-over has a reason, and people were told, by the watch if by nobody else',
    ({ timeline }, { now }) => {
      const handed = timeline.find(({ kind }) => kind === 'incident.escalated');
      if (handed === undefined) return [];
      // Who closes it by hand knows of it.
      const told = timeline.some(
        ({ kind, reason, seq }) => seq > handed.seq && (kind === 'people.told' || reason === 'closed_by_person'),
      );
      return [
        ...unless(handed.reason !== undefined, 'escalated without a reason'),
        ...unless(
          told || secondsBetween(handed.at, now) < TAKEN_UP_WITHIN,
          `escalated at ${handed.at}, and nobody was told`,
        ),
      ];
    },
  ),
];
