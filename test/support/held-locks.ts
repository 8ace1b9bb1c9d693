import type { idleSessions } from './idle-sessions.ts';
import { until } from './until.ts';

/** A table whose one row sessions of a test wait for. */
export const heldLocks = (database: ReturnType<typeof idleSessions>) => {
  const table = `held_${crypto.randomUUID().slice(0, 8)}`;
  return {
    /** Has so many sessions of `waiter` wait for one of `blocker`; answers that one, with its process id. */
    hold: async (blocker: string, waiter: string, waiters: number) => {
      const holder = await database.open(blocker);
      await holder.query(`CREATE TABLE ${table} AS SELECT 1 AS id`);
      await holder.query('BEGIN');
      await holder.query(`SELECT id FROM ${table} FOR UPDATE`);
      const observer = await database.open('test-observer');
      for (let i = 0; i < waiters; i += 1) {
        const client = await database.open(waiter);
        const pid = await database.pidOf(client);
        // It ends when the holder does, or with the test.
        void client.query(`UPDATE ${table} SET id = 2`).catch(() => undefined);
        await until(`${waiter} waits`, 10, async () => {
          const { rowCount } = await observer.query(
            "SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'",
            [pid],
          );
          return rowCount === 1 ? true : undefined;
        });
      }
      return { holder, pid: await database.pidOf(holder) };
    },
    drop: async () => {
      await database.drop();
      const client = await database.open('test-admin');
      await client.query(`DROP TABLE IF EXISTS ${table}`);
      await database.drop();
    },
  };
};
