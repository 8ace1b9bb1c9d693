import pg from 'pg';

/** A database's sessions that a test opens and leaves lying. */
export const idleSessions = () => {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('TEST_DATABASE_URL is not set: integration tests need a database');
  const clients: pg.Client[] = [];
  const open = async (applicationName: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url, application_name: applicationName });
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };
  const pidOf = async (client: pg.Client): Promise<number> => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0]?.pid ?? 0;
  };
  return {
    url,
    open,
    pidOf,
    leaveAtRest: async (applicationName: string) => pidOf(await open(applicationName)),
    leaveIdle: async (applicationName: string) => {
      const client = await open(applicationName);
      await client.query('BEGIN');
      return pidOf(client);
    },
    /** The process ids of those of our sessions that still exist. */
    alive: async (): Promise<ReadonlySet<number>> => {
      const client = await open('test-observer');
      const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE pid IS NOT NULL');
      return new Set(rows.map(({ pid }) => pid));
    },
    drop: async () => {
      await Promise.all(clients.splice(0).map((client) => client.end().catch(() => undefined)));
    },
  };
};
