import { expect, it } from 'vitest';
import type { Sessions } from '../../functions/core/ports/sessions.ts';

/** Sessions of a database in which a test can leave one idle in a transaction. */
export interface SessionsSubject {
  readonly sessions: Sessions;
  readonly connection: string;
  /** Leaves a session idle in a transaction; answers its process id. */
  readonly leaveIdle: (applicationName: string) => Promise<number>;
  /** Opens a session that is idle, but in no transaction. */
  readonly leaveAtRest: (applicationName: string) => Promise<number>;
}

/** What every look at sessions promises. */
export const sessionsContract = (make: () => Promise<SessionsSubject> | SessionsSubject): void => {
  it('tells the sessions that idle in a transaction, with what identifies them', async () => {
    const { sessions, connection, leaveIdle } = await make();
    const pid = await leaveIdle('checkout-1');

    const found = await sessions.idleInTransaction(connection, 'checkout-', 0);

    expect(found).toEqual([
      {
        pid,
        applicationName: 'checkout-1',
        backendStart: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        transactionStart: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        idleSeconds: expect.any(Number),
        lastStatement: expect.any(String),
      },
    ]);
  });

  it('leaves out other applications, sessions at rest and what idles too shortly', async () => {
    const { sessions, connection, leaveIdle, leaveAtRest } = await make();
    await leaveIdle('orders-1');
    await leaveAtRest('checkout-1');
    await leaveIdle('checkout-2');

    const found = await sessions.idleInTransaction(connection, 'checkout-', 3600);

    expect(found).toEqual([]);
  });
};
