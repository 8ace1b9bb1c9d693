import type { IdleSession, Sessions } from '../../../functions/core/ports/sessions.ts';

/** Sessions of databases in memory; a test adds and removes them as the patient would. */
export interface InMemorySessions extends Sessions {
  /** By connection name. */
  readonly databases: Map<string, IdleSession[]>;
  /** Every look fails with this while it is set. */
  failing: Error | undefined;
}

export const inMemorySessions = (databases: Record<string, readonly IdleSession[]> = {}): InMemorySessions => {
  const fake: InMemorySessions = {
    databases: new Map(Object.entries(databases).map(([name, sessions]) => [name, [...sessions]])),
    failing: undefined,
    idleInTransaction: async (connection, prefix, longerThanSeconds) => {
      if (fake.failing) throw fake.failing;
      return (fake.databases.get(connection) ?? []).filter(
        ({ applicationName, idleSeconds }) => applicationName.startsWith(prefix) && idleSeconds > longerThanSeconds,
      );
    },
  };
  return fake;
};
