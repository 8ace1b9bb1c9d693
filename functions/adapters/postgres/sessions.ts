import * as z from 'zod';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import type { Sessions } from '../../core/ports/sessions.ts';
import { type ConnectionUrl, connected } from './connecting.ts';
import { normalisedSql } from './normalised-sql.ts';
import { HIDDEN, IDLE_SESSIONS } from './statements.ts';

/** At most this many sessions are looked at, the longest idle first: an incident's record is bounded. */
const MOST = 100;

const Row = z.object({
  pid: z.int(),
  application_name: z.string(),
  backend_start: z.string().nullable(),
  xact_start: z.string().nullable(),
  idle_seconds: z.number().nullable(),
  query: z.string().nullable(),
});

/**
 * Sessions as PostgreSQL shows them in `pg_stat_activity`. The role must be the sessions' own or have `pg_read_all_stats`:
 * where it may not look, that is told, and not taken for "none".
 */
export const postgresSessions = (urlOf: ConnectionUrl): Sessions => ({
  idleInTransaction: async (connection, applicationNamePrefix, longerThanSeconds) => {
    if (applicationNamePrefix === '')
      throw new ContractViolation('an empty application name would select every session');
    const rows = await connected(urlOf, connection, (run) =>
      run(IDLE_SESSIONS, [applicationNamePrefix, longerThanSeconds, MOST]),
    );
    return z
      .array(Row)
      .parse(rows)
      .map((row) => {
        const { pid, application_name: applicationName, backend_start, xact_start, idle_seconds, query } = row;
        if (query === HIDDEN || backend_start === null || xact_start === null || idle_seconds === null) {
          throw new DependencyUnavailable(connection, `may not see the sessions of ${applicationName}`, {
            remedy: 'grant pg_read_all_stats to the role of this connection',
          });
        }
        return {
          pid,
          applicationName,
          backendStart: backend_start,
          transactionStart: xact_start,
          idleSeconds: idle_seconds,
          lastStatement: normalisedSql(query ?? ''),
        };
      });
  },
});
