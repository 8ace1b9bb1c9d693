import { ANY_GROUP } from '../alert.ts';
import { isOver } from '../incident.ts';
import { type Law, lawForIncidents, unless } from './law.ts';

/** What the watch over ourselves rests on, and what it must not have concluded too early. */
export const WATCH_LAWS: readonly Law[] = [
  lawForIncidents(
    'open-incidents-listed',
    'every incident that is not over is named by an open pointer, by which the sweeper finds it',
    ({ incident }, { record }) => {
      const listed = record.openPointers.some(({ incidentId }) => incidentId === incident.id);
      return unless(isOver(incident.status) || listed, `${incident.status}, but no open pointer names it`);
    },
  ),
  lawForIncidents(
    'missed-found',
    'every incident that was missed by the webhook holds an alert that was found by looking',
    ({ incident, alerts }) => {
      const found = alerts.some(({ from }) => from?.groupKey === ANY_GROUP);
      return unless(incident.openedFor !== 'missed_by_webhook' || found, 'missed, but every alert of it was sent');
    },
  ),
  lawForIncidents(
    'absences-seen-twice',
    'every alert that was resolved because its source no longer listed it had been absent from an earlier poll',
    ({ timeline }) =>
      timeline
        .filter(({ reason }) => reason === 'absent_at_source')
        .flatMap(({ seq, at, data }) => {
          const since = data['absentSince'];
          return unless(
            typeof since === 'string' && since < at,
            `entry ${seq} of ${at}: absent since ${String(since)}`,
          );
        }),
  ),
];
