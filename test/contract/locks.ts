import { expect, it } from 'vitest';
import type { Locks } from '../../functions/core/ports/locks.ts';

/** A database in which a test can have one session wait for another. */
export interface LocksSubject {
  readonly locks: Locks;
  readonly connection: string;
  /** Has so many sessions of one application wait for one session of another; answers the process id that they wait for. */
  readonly block: (blocker: string, waiter: string, waiters: number) => Promise<number>;
}

/** What every look at locks promises. */
export const locksContract = (make: () => Promise<LocksSubject> | LocksSubject): void => {
  it('tells the one session that others wait for, whoever it belongs to, and never one that waits itself', async () => {
    const { locks, connection, block } = await make();
    const pid = await block('stocktaking', 'checkout-1', 2);

    const found = await locks.blockers(connection, 'checkout-', 0);

    expect(found).toEqual([
      {
        pid,
        applicationName: 'stocktaking',
        backendStart: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        transactionStart: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        transactionSeconds: expect.any(Number),
        waiting: expect.any(Number),
        lastStatement: expect.any(String),
      },
    ]);
    expect(found[0]?.waiting).toBeGreaterThan(0);
  });

  it('leaves out whoever holds up other applications only, and what has only just begun', async () => {
    const { locks, connection, block } = await make();
    await block('stocktaking', 'orders-1', 1);

    const [ofOthers, young] = [
      await locks.blockers(connection, 'checkout-', 0),
      await locks.blockers(connection, 'orders-', 3600),
    ];

    expect([ofOthers, young]).toEqual([[], []]);
  });
};
