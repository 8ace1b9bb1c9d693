import { ALERT_CHANGES } from '../calm.ts';
import type { WholeIncident } from '../incident.ts';
import { secondsBetween } from '../time.ts';
import type { TimelineEntry } from '../timeline.ts';
import { type Law, lawForIncidents, unless } from './law.ts';

/** Clocks of two Lambdas may differ by this many seconds. */
const SLACK = 1;

const calmBefore = (timeline: readonly TimelineEntry[], end: TimelineEntry): readonly string[] => {
  const changed = timeline.findLast(({ seq, kind }) => seq < end.seq && ALERT_CHANGES.includes(kind));
  const demanded = Number(end.data['calmSeconds'] ?? Number.POSITIVE_INFINITY);
  const lasted = changed === undefined ? 0 : secondsBetween(changed.at, end.at);
  return unless(
    lasted + SLACK >= demanded,
    `${end.kind} ${lasted.toFixed(0)} s after its alerts changed, ${demanded} s were needed`,
  );
};

/** The entries that start an action while an alert flaps. */
const actedWhileFlapping = ({ timeline }: WholeIncident): readonly TimelineEntry[] => {
  let flaps = false;
  return timeline.filter(({ kind }) => {
    if (kind === 'incident.flapping') flaps = true;
    if (kind === 'incident.steadied') flaps = false;
    return flaps && kind === 'action.started';
  });
};

export const CALM_LAWS: readonly Law[] = [
  lawForIncidents(
    'righted-itself',
    'what is said to have resolved by itself was not acted upon, had no alert that fired, and stayed so for the calm period',
    ({ incident, alerts, actions, timeline }) => {
      if (incident.endedFor !== 'resolved_by_itself') return [];
      const end = timeline.findLast(({ kind }) => kind === 'incident.closed');
      const firing = alerts.filter(({ status }) => status === 'firing').map(({ name }) => name);
      return [
        ...unless(actions.length === 0, `${actions.length} actions were taken`),
        ...unless(firing.length === 0, `still firing: ${firing.join(', ')}`),
        ...(end === undefined ? ['nothing says that it was closed'] : calmBefore(timeline, end)),
      ];
    },
  ),
  lawForIncidents(
    'calm-measured',
    'what people had and is said to be calm had no alert that fired when it was closed, and stayed so for the calm period',
    ({ incident, timeline }) => {
      if (incident.endedFor !== 'calm_after_escalation') return [];
      const handed = timeline.findLast(({ kind }) => kind === 'incident.escalated');
      const end = timeline.findLast(({ kind }) => kind === 'incident.closed');
      if (end === undefined || handed === undefined) return ['nothing says that it was handed over and closed'];
      return calmBefore(timeline, end);
    },
  ),
  lawForIncidents('flapping-withheld', 'no action is started while an alert of the incident flaps', (whole) =>
    actedWhileFlapping(whole).map(({ seq, text }) => `entry ${seq}: ${text}`),
  ),
];
