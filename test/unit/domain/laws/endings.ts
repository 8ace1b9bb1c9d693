import { HANDED_OVER, inIncident, inRecord, type Poison, RECOVERED, retold, without } from '../../../support/poison.ts';

export const ENDINGS_POISONS: readonly Poison[] = [
  [
    'endings-explained',
    'an end without a reason',
    inIncident(HANDED_OVER, (whole) => ({ ...whole, incident: { ...whole.incident, endedFor: undefined } })),
  ],
  [
    'endings-explained',
    'a close without a time',
    inIncident(RECOVERED, (whole) => ({ ...whole, incident: { ...whole.incident, closedAt: undefined } })),
  ],
  [
    'claims-live',
    'a lock of an incident that is not there',
    inRecord(({ locks }) => ({ locks: [...locks, { target: 'x', incidentId: 'INC-01KJQ000000000000000009999' }] })),
  ],
  [
    'claims-live',
    'a pointer of a service to an incident that is not there',
    inRecord(({ servicePointers }) => ({
      servicePointers: [...servicePointers, { service: 'x', incidentId: 'INC-01KJQ000000000000000009999' }],
    })),
  ],
  ['open-incidents-worked-on', 'an execution that is gone', (facts) => ({ ...facts, executions: new Map() })],
  [
    'open-incidents-worked-on',
    'an execution that failed',
    (facts) => ({ ...facts, executions: new Map([...facts.executions].map(([id]) => [id, 'FAILED'])) }),
  ],
  [
    'open-incidents-worked-on',
    'an action whose lease is long over',
    (facts) => ({ ...facts, executions: new Map([...facts.executions].map(([id]) => [id, 'TIMED_OUT'])) }),
  ],
  ['hand-overs-told', 'a hand-over that nobody was told of', retold(HANDED_OVER, without('people.told'))],
  [
    'hand-overs-told',
    'a hand-over without a reason',
    retold(HANDED_OVER, (entries) => entries.map((entry) => ({ ...entry, reason: undefined }))),
  ],
];
