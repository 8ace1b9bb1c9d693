const asText = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * Sessions that others wait for, and that wait for nobody: $1 start of the waiting sessions' application name, $2 age of
 * the transaction in seconds, $3 at most.
 */
export const BLOCKERS = `
  WITH waiting AS (
    SELECT pid, unnest(pg_blocking_pids(pid)) AS by
      FROM pg_stat_activity
     WHERE datname = current_database() AND starts_with(application_name, $1) AND wait_event_type = 'Lock'
  )
  SELECT pid, application_name, query,
         ${asText('backend_start')} AS backend_start,
         ${asText('xact_start')} AS xact_start,
         EXTRACT(EPOCH FROM clock_timestamp() - xact_start)::float8 AS seconds,
         (SELECT count(DISTINCT waiting.pid)::int FROM waiting WHERE by = a.pid) AS waiting
    FROM pg_stat_activity a
   WHERE pid IN (SELECT by FROM waiting)
     AND cardinality(pg_blocking_pids(pid)) = 0
     AND clock_timestamp() - xact_start > make_interval(secs => $2)
   ORDER BY waiting DESC, xact_start
   LIMIT $3`;

/** How many sessions wait for this very session in this very transaction: $1 start of their name, $2 to $5 the session. */
export const BLOCKED_BY = `
  SELECT count(*)::int AS blocking
    FROM pg_stat_activity w
   WHERE datname = current_database() AND starts_with(application_name, $1) AND wait_event_type = 'Lock'
     AND $2 = ANY(pg_blocking_pids(w.pid))
     AND EXISTS (SELECT FROM pg_stat_activity b
                  WHERE b.pid = $2 AND b.backend_start = $3::timestamptz
                    AND b.xact_start = $4::timestamptz AND b.application_name = $5)`;

/** Ends a session only if it is the very one in the very transaction: $1 to $4 the session, $5 milliseconds to wait for its end. */
export const TERMINATE_BLOCKER = `
  SELECT pg_terminate_backend(pid, $5::bigint) AS ended
    FROM pg_stat_activity
   WHERE datname = current_database() AND pid = $1 AND backend_start = $2::timestamptz
     AND xact_start = $3::timestamptz AND application_name = $4`;
