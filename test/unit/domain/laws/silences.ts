import { type Poison, RECOVERED, retold } from '../../../support/poison.ts';

export const SILENCES_POISONS: readonly Poison[] = [
  [
    'silences-over',
    'a silence that stands when the recovery begins to be measured',
    retold(RECOVERED, (entries) =>
      entries.map((entry) =>
        entry.kind === 'action.done'
          ? { ...entry, kind: 'silence.begun', data: { ...entry.data, until: '2099-01-01T00:00:00.000Z' } }
          : entry,
      ),
    ),
  ],
];
