import pg from 'pg';
import { ContractViolation, DependencyUnavailable, SelfrightError } from '../../core/domain/errors.ts';

/** Where a named database is, with the credentials to get there; never logged. */
export type ConnectionUrl = (connection: string) => Promise<string>;

/** Runs one statement on an open connection. */
export type Run = (sql: string, values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

const CONNECT_MS = 3_000;
const STATEMENT_MS = 5_000;
const GOODBYE_MS = 500;

/** SQLSTATE classes of our own mistakes: what we asked is not allowed, or not SQL. */
const OUR_FAULT = /^(?:22|42)/;

/** Opens one connection for `work` and closes it again, whatever happens. */
export const connected = async <T>(
  urlOf: ConnectionUrl,
  connection: string,
  work: (run: Run) => Promise<T>,
): Promise<T> => {
  const client = clientFor(await urlOf(connection), connection);
  // Without a listener, a connection that the server ends would end this process.
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw new DependencyUnavailable(connection, whatOf(error), { cause: error });
    });
    return await work(async (sql, values) => {
      const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
      return rows;
    });
  } catch (error) {
    throw familyOf(connection, error);
  } finally {
    await goodbye(client);
  }
};

const clientFor = (url: string, connection: string): pg.Client => {
  try {
    return new pg.Client({
      connectionString: url,
      application_name: 'selfright',
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: STATEMENT_MS,
      query_timeout: STATEMENT_MS + 1_000,
    });
  } catch {
    // The parser's error would carry the address, and with it the password.
    throw new ContractViolation(`connection ${connection} is no postgres address`, {
      remedy: 'correct the connections secret',
    });
  }
};

/** The answer is there already: a connection that cannot close in time is left to the operating system. */
const goodbye = async (client: pg.Client): Promise<void> => {
  const closed = client.end().catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE_MS);
  });
  await Promise.race([closed, late]);
  clearTimeout(timer);
};

const familyOf = (connection: string, error: unknown): SelfrightError => {
  if (error instanceof SelfrightError) return error;
  return OUR_FAULT.test(codeOf(error))
    ? new ContractViolation(`${connection} refuses: ${whatOf(error)}`, { cause: error })
    : new DependencyUnavailable(connection, whatOf(error), { cause: error });
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** An error in one line; one that gathers several (an address with two families) has no message of its own. */
export const whatOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return [codeOf(error), message].filter((part) => part !== '').join(' ') || 'cannot connect';
};
