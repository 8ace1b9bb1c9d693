import { type Poison, RECOVERED, retold } from '../../../support/poison.ts';

const leaving = (to: string) =>
  retold(RECOVERED, (timeline) =>
    timeline.map((entry) =>
      entry.kind === 'diagnosis.started' ? { ...entry, kind: 'alert.left', data: { to } } : entry,
    ),
  );

export const PARTINGS_POISONS: readonly Poison[] = [
  ['partings-matched', 'an alert that left for nowhere', leaving('INC-nowhere')],
  [
    'partings-matched',
    'an alert that left for an incident which knows nothing of it',
    (facts) => leaving(facts.record.incidents.at(-1)?.incident.id ?? '')(facts),
  ],
];
