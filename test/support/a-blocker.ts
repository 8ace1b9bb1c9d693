import type { Blocker } from '../../functions/core/ports/locks.ts';

export const aBlocker = (part: Partial<Blocker> = {}): Blocker => ({
  pid: 815,
  applicationName: 'stocktaking',
  backendStart: '2026-03-02T09:50:00.000000Z',
  transactionStart: '2026-03-02T09:59:00.000000Z',
  transactionSeconds: 60,
  waiting: 3,
  lastStatement: 'SELECT product_id FROM stock FOR UPDATE',
  ...part,
});
