import type { CountedName, Sample } from '../../../../functions/core/domain/tally/metrics.ts';
import { inRecord, type Poison } from '../../../support/poison.ts';

const more: Sample<CountedName> = {
  metric: 'selfright_incidents_closed_total',
  labels: ['trouble_over', 'none'],
  value: 1,
};

export const TALLY_POISONS: readonly Poison[] = [
  ['numbers-counted', 'a number that nothing adds up to', inRecord(({ tallies }) => ({ tallies: [...tallies, more] }))],
  [
    'numbers-counted',
    'an entry that was counted twice',
    inRecord(({ tallies }) => ({ tallies: [...tallies, ...tallies] })),
  ],
  ['numbers-counted', 'a timeline that is said to be counted and is not', inRecord(() => ({ tallies: [] }))],
];
