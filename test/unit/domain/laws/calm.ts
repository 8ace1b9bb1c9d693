import type { WholeIncident } from '../../../../functions/core/domain/incident.ts';
import type { JsonObject } from '../../../../functions/core/domain/json.ts';
import type { TimelineEntry } from '../../../../functions/core/domain/timeline.ts';
import { type Change, HANDED_OVER, inIncident, type Poison, RECOVERED, retold } from '../../../support/poison.ts';

const LATER = '2026-03-02T11:00:00.000Z';

/** Makes of the recovered incident one that righted itself as it should have, calm for long, and then something else. */
const righted = (part: Partial<WholeIncident>, closed: JsonObject): Change => {
  const end = (entry: TimelineEntry): TimelineEntry =>
    entry.kind === 'incident.closed' ? { ...entry, at: LATER, data: closed } : entry;
  const itself = inIncident(RECOVERED, (whole) => ({
    ...whole,
    incident: { ...whole.incident, endedFor: 'resolved_by_itself' },
    actions: [],
    verifications: [],
    alerts: whole.alerts.map((alert) => ({ ...alert, status: 'resolved' })),
    ...part,
  }));
  return (facts) => retold(RECOVERED, (timeline) => timeline.map(end))(itself(facts));
};

/** Makes of the incident that people have one that was closed this moment, since it is said to be calm. */
const calmed =
  (data: JsonObject): Change =>
  (facts) => {
    const { now } = facts;
    const closed = { status: 'closed', at: now } as const;
    const over = inIncident(HANDED_OVER, (whole) => ({
      ...whole,
      incident: {
        ...whole.incident,
        ...{ status: 'closed', seq: whole.incident.seq + 1, endedFor: 'calm_after_escalation' },
        ...{ closedAt: now, updatedAt: now },
      },
    }));
    const told = retold(HANDED_OVER, (timeline) => [
      ...timeline,
      ...timeline
        .slice(-1)
        .map((entry): TimelineEntry => ({ ...entry, ...closed, seq: entry.seq + 1, kind: 'incident.closed', data })),
    ]);
    return told(over(facts));
  };

export const CALM_POISONS: readonly Poison[] = [
  [
    'righted-itself',
    'an action',
    (facts) => righted({ actions: facts.record.incidents[RECOVERED]?.actions ?? [] }, { calmSeconds: 20 })(facts),
  ],
  [
    'righted-itself',
    'an alert that fires',
    (facts) => righted({ alerts: facts.record.incidents[RECOVERED]?.alerts ?? [] }, { calmSeconds: 20 })(facts),
  ],
  ['righted-itself', 'a close before it was calm', righted({}, { calmSeconds: 86_400 })],
  ['righted-itself', 'a close that does not say how long it was calm', righted({}, {})],
  ['calm-measured', 'a close before it was calm', calmed({ calmSeconds: 86_400 })],
  ['calm-measured', 'a close that does not say how long it was calm', calmed({})],
  [
    'flapping-withheld',
    'an action while an alert flapped',
    retold(RECOVERED, (timeline) =>
      timeline.map((entry) => (entry.kind === 'diagnosis.started' ? { ...entry, kind: 'incident.flapping' } : entry)),
    ),
  ],
];
