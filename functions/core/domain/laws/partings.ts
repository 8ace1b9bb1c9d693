import type { IncidentId, WholeIncident } from '../incident.ts';
import { type Law, lawForIncidents, unless } from './law.ts';
import type { WholeRecord } from './record.ts';

/** Whether an incident says that it got alerts which left another. */
const tookFrom = ({ incident, timeline }: WholeIncident, id: IncidentId): boolean =>
  (incident.linkedTo === id && incident.openedFor === 'not_explained') ||
  timeline.some(({ kind, data }) => kind === 'alert.joined' && data['from'] === id);

const named = ({ incidents }: WholeRecord, id: unknown): WholeIncident | undefined =>
  incidents.find(({ incident }) => incident.id === id);

export const PARTING_LAWS: readonly Law[] = [
  lawForIncidents(
    'partings-matched',
    'alerts that left an incident, since its cause does not explain them, came to the one that it names',
    ({ incident, timeline }, { record }) =>
      timeline
        .filter(({ kind }) => kind === 'alert.left')
        .flatMap(({ seq, data }) => {
          const there = named(record, data['to']);
          const came = there !== undefined && tookFrom(there, incident.id);
          return unless(came, `entry ${seq}: nothing came to ${String(data['to'])}`);
        }),
  ),
];
