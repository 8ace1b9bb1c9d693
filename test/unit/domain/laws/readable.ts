import { inRecord, type Poison } from '../../../support/poison.ts';

export const READABLE_POISONS: readonly Poison[] = [
  [
    'items-readable',
    'an item that does not parse',
    inRecord(() => ({ unreadable: [{ key: 'LOCK#x', why: 'no fencing' }] })),
  ],
];
