import type { Blocker, Locks } from '../../../functions/core/ports/locks.ts';

export interface InMemoryLocks extends Locks {
  /** Has sessions of an application wait for a blocker. */
  hold(connection: string, waiter: string, blocker: Blocker): void;
}

export const inMemoryLocks = (): InMemoryLocks => {
  const held: { readonly connection: string; readonly waiter: string; readonly blocker: Blocker }[] = [];
  return {
    hold: (connection, waiter, blocker) => {
      held.push({ connection, waiter, blocker });
    },
    blockers: async (connection, prefix, longerThanSeconds) =>
      held
        .filter((one) => one.connection === connection && one.waiter.startsWith(prefix))
        .map(({ blocker }) => blocker)
        .filter(({ transactionSeconds }) => transactionSeconds > longerThanSeconds)
        .toSorted((a, b) => b.waiting - a.waiting),
  };
};
