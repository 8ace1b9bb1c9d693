/** What PostgreSQL shows instead of a statement to a role that may not see it. */
export const HIDDEN = '<insufficient privilege>';

/** A moment as text with microseconds, so that it can be compared exactly later. */
const asText = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Sessions idle in a transaction: $1 start of the application name, $2 longer than seconds, $3 at most. */
export const IDLE_SESSIONS = `
  SELECT pid, application_name, query,
         ${asText('backend_start')} AS backend_start,
         ${asText('xact_start')} AS xact_start,
         EXTRACT(EPOCH FROM clock_timestamp() - state_change)::float8 AS idle_seconds
    FROM pg_stat_activity
   WHERE datname = current_database()
     AND starts_with(application_name, $1)
     AND (query = '${HIDDEN}'
          OR (state = 'idle in transaction' AND clock_timestamp() - state_change > make_interval(secs => $2)))
   ORDER BY state_change
   LIMIT $3`;

/** What the sessions with these process ids do now: $1 process ids. */
export const SESSIONS_NOW = `
  SELECT pid, application_name, state,
         ${asText('backend_start')} AS backend_start,
         ${asText('xact_start')} AS xact_start
    FROM pg_stat_activity
   WHERE datname = current_database() AND pid = ANY($1::int[])`;

/**
 * Ends a session only if it is the very one and still idle in the very transaction: $1 process id, $2 its start,
 * $3 its transaction's start, $4 its application name, $5 how many milliseconds to wait for its end.
 */
export const TERMINATE = `
  SELECT pg_terminate_backend(pid, $5::bigint) AS ended
    FROM pg_stat_activity
   WHERE datname = current_database()
     AND pid = $1
     AND backend_start = $2::timestamptz
     AND xact_start = $3::timestamptz
     AND application_name = $4
     AND state = 'idle in transaction'`;
