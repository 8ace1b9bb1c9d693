import type { WholeIncident } from '../../../../functions/core/domain/incident.ts';
import type { JsonObject } from '../../../../functions/core/domain/json.ts';
import type { TimelineEntry } from '../../../../functions/core/domain/timeline.ts';
import { type Change, inIncident, type Poison, RECOVERED, retold } from '../../../support/poison.ts';

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
  [
    'flapping-withheld',
    'an action while an alert flapped',
    retold(RECOVERED, (timeline) =>
      timeline.map((entry) => (entry.kind === 'diagnosis.started' ? { ...entry, kind: 'incident.flapping' } : entry)),
    ),
  ],
];
