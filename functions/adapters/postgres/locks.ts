import * as z from 'zod';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import type { Locks } from '../../core/ports/locks.ts';
import { BLOCKERS } from './blocker-statements.ts';
import { type ConnectionUrl, connected } from './connecting.ts';
import { normalisedSql } from './normalised-sql.ts';
import { HIDDEN } from './statements.ts';

/** At most so many blockers are looked at: an incident's record is bounded. */
const MOST = 20;

const Row = z.object({
  pid: z.int(),
  application_name: z.string(),
  query: z.string().nullable(),
  backend_start: z.string(),
  xact_start: z.string(),
  seconds: z.number(),
  waiting: z.int(),
});

/** Locks as PostgreSQL shows them; where the role may not look, that is told, and not taken for "none". */
export const postgresLocks = (urlOf: ConnectionUrl): Locks => ({
  blockers: async (connection, applicationNamePrefix, longerThanSeconds) => {
    if (applicationNamePrefix === '')
      throw new ContractViolation('an empty application name would select every session');
    const rows = await connected(urlOf, connection, (run) =>
      run(BLOCKERS, [applicationNamePrefix, longerThanSeconds, MOST]),
    );
    return z
      .array(Row)
      .parse(rows)
      .map((row) => {
        if (row.query === HIDDEN) {
          throw new DependencyUnavailable(connection, `may not see the session of ${row.application_name}`, {
            remedy: 'grant pg_read_all_stats to the role of this connection',
          });
        }
        return {
          pid: row.pid,
          applicationName: row.application_name,
          backendStart: row.backend_start,
          transactionStart: row.xact_start,
          transactionSeconds: row.seconds,
          waiting: row.waiting,
          lastStatement: normalisedSql(row.query ?? ''),
        };
      });
  },
});
