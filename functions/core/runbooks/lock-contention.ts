import { defineRunbook } from '../domain/runbook.ts';

/** One long transaction holds locks on rows that a service needs, and its statements give up waiting. */
export const lockContention = defineRunbook({
  fault: 'lock-contention',
  cause: 'one long transaction holds locks that its statements wait for',
  dependency: 'postgres',
  sitsIn: 'callee',
  signature: [
    {
      id: 'lock-timeouts',
      says: 'statements give up waiting for a lock',
      measure: { source: 'metrics', query: 'sum(rate(db_lock_timeouts_total{service="{{service}}"}[{{window}}]))' },
      holds: { above: 0.1 },
      ratio: { held: 30, not: 0.05 },
    },
    {
      id: 'blockers',
      says: 'sessions of the service wait for one that waits for nobody',
      measure: { source: 'locks' },
      holds: { above: 0 },
      ratio: { held: 40, not: 0.02 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'terminate-blocker',
      says: 'end the one session that the others wait for',
      steps: [
        {
          id: 'terminate-blocker',
          says: 'terminate exactly the one session that holds the locks',
          operation: 'terminate-blocker',
          parameters: {
            database: { dependency: 'name' },
            connection: { dependency: 'postgres.connection' },
            applicationNamePrefix: { service: 'applicationNamePrefix' },
            blocker: { clue: 'blockers', member: 'blocker' },
          },
          touches: { at: 'dependency', what: 'sessions' },
          preconditions: [{ snapshot: 'blocking', holds: { above: 0 } }],
          snapshot: ['blocking'],
          ending: {
            kind: 'nothing_to_undo',
            because: 'its transaction rolls back as a whole, and whoever began it can begin again',
          },
          timeoutSeconds: 10,
          risk: 'guarded',
        },
      ],
    },
  ],
  recoveredWhen: [
    {
      says: 'no statement gives up waiting for a lock',
      query: 'sum(rate(db_lock_timeouts_total{service="{{service}}"}[{{window}}]))',
      holds: { below: 0.01 },
    },
    {
      says: 'requests are answered without server errors',
      query:
        '(sum(rate(http_server_requests_total{service="{{service}}",status=~"5.."}[{{window}}])) or 0 * sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}]))) / (sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}])) > 0)',
      holds: { below: 0.02 },
    },
  ],
});
