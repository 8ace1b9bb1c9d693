import { aHeldAlert, aWindow } from '../../../support/builders.ts';
import { inRecord, type Poison } from '../../../support/poison.ts';

export const MAINTENANCE_POISONS: readonly Poison[] = [
  [
    'windows-end',
    'a window that never ends',
    inRecord(() => ({ windows: [aWindow({ service: 'orders', until: '9999-01-01T00:00:00.000Z' })] })),
  ],
  [
    'plans-outside-maintenance',
    'a plan that was allowed inside a window',
    inRecord(() => ({ windows: [aWindow({ from: '2026-03-02T09:00:00.000Z', askedAt: '2026-03-02T09:00:00.000Z' })] })),
  ],
  [
    'windows-end',
    'a window that ends before it begins',
    inRecord(() => ({ windows: [aWindow({ until: aWindow().from })] })),
  ],
  [
    'held-opened',
    'an alert that is held although its window is over',
    inRecord(() => ({ held: [aHeldAlert({ windowId: 'WIN-gone', heldAt: '2026-03-02T09:00:00.000Z' })] })),
  ],
];
