import { HANDED_OVER, inIncident, inRecord, type Poison, RELAPSED, retold } from '../../../support/poison.ts';

export const WATCH_POISONS: readonly Poison[] = [
  ['open-incidents-listed', 'an open pointer that is gone', inRecord(() => ({ openPointers: [] }))],
  [
    'missed-found',
    'alerts that were all sent',
    inIncident(RELAPSED, (whole) => ({ ...whole, incident: { ...whole.incident, openedFor: 'missed_by_webhook' } })),
  ],
  [
    'absences-seen-twice',
    'an absence that one poll saw',
    retold(HANDED_OVER, (entries) =>
      entries.map((entry) =>
        entry.kind === 'diagnosis.started'
          ? { ...entry, kind: 'alert.resolved', reason: 'absent_at_source', data: { absentSince: entry.at } }
          : entry,
      ),
    ),
  ],
];
