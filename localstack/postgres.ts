import { randomBytes } from 'node:crypto';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findPlace, type Place } from './postgres/place.ts';
import { plainEnv, runToEnd, startProcess, untilHealthy } from './processes.ts';

/** How the two sides reach the database. */
export interface Database {
  /** Role `storefront`, which owns it. */
  readonly storefrontUrl: string;
  /** Role `selfright`, which may look at sessions and end those of ordinary roles, and read nothing of the shop's. */
  readonly selfrightUrl: string;
  /** The administrator, for tests that refuse others the way in. */
  readonly adminUrl: string;
}

const NAME = 'storefront';

const newPassword = (): string => randomBytes(18).toString('base64url');

const urlOf = (role: string, password: string, port: number, database: string): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;

const initialise = async (home: string, place: Place, password: string): Promise<string> => {
  const data = join(place.folder, 'data');
  const passwordFile = join(place.folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user !== undefined) chownSync(passwordFile, place.user.uid, place.user.gid);
  const spec = {
    name: 'initdb',
    command: place.initdb,
    args: [
      ...['-D', data, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--locale=C', '--encoding=UTF8', '--no-sync', '--no-instructions'],
    ],
    cwd: place.folder,
    env: plainEnv(),
    user: place.user,
  };
  await runToEnd(home, spec, () => undefined);
  rmSync(passwordFile);
  return data;
};

/** What the shop keeps is thrown away with the stack, so nothing has to survive a power cut. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '32MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
  log_line_prefix: '%m [%p] %q%u %a ',
};

const connects = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const furnish = async (adminUrl: string, storefront: string, selfright: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`CREATE ROLE ${NAME} LOGIN PASSWORD ${client.escapeLiteral(storefront)}`);
    await client.query(`CREATE DATABASE ${NAME} OWNER ${NAME}`);
    await client.query(
      `CREATE ROLE selfright LOGIN PASSWORD ${client.escapeLiteral(selfright)} IN ROLE pg_monitor, pg_signal_backend`,
    );
  } finally {
    await client.end();
  }
};

/** Starts a fresh PostgreSQL with the storefront's database and a role for each side. */
export const startPostgres = async (home: string, port: number): Promise<Database> => {
  const place = await findPlace(home);
  const passwords = { admin: newPassword(), storefront: newPassword(), selfright: newPassword() };
  const data = await initialise(home, place, passwords.admin);
  const record = startProcess(home, {
    name: 'postgres',
    command: place.postgres,
    args: [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    cwd: place.folder,
    env: plainEnv({ LC_MESSAGES: 'C' }),
    user: place.user,
    // The fast way: sessions are cut off instead of waited for.
    stopSignal: 'SIGINT',
  });
  const adminUrl = urlOf('postgres', passwords.admin, port, 'postgres');
  await untilHealthy(home, record, () => connects(adminUrl));
  await furnish(adminUrl, passwords.storefront, passwords.selfright);
  return {
    storefrontUrl: urlOf(NAME, passwords.storefront, port, NAME),
    adminUrl,
    selfrightUrl: urlOf('selfright', passwords.selfright, port, NAME),
  };
};
