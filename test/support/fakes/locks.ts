import type { Blocker, Locks } from '../../../functions/core/ports/locks.ts';

export interface InMemoryLocks extends Locks {
  /** Who blocks whom, by the name of the connection. */
  readonly databases: Map<string, readonly Blocker[]>;
}

export const inMemoryLocks = (): InMemoryLocks => {
  const databases = new Map<string, readonly Blocker[]>();
  return {
    databases,
    blockers: async (connection, _prefix, longerThanSeconds) =>
      (databases.get(connection) ?? []).filter(({ transactionSeconds }) => transactionSeconds > longerThanSeconds),
  };
};
