import { defineRunbook } from '../domain/runbook.ts';

/** Sessions left idle in a transaction hold the pool, and requests time out waiting for a connection. */
export const databaseTimeout = defineRunbook({
  fault: 'database-timeout',
  cause: 'database sessions left idle in a transaction hold every connection of the pool',
  dependency: 'postgres',
  sitsIn: 'callee',
  signature: [
    {
      id: 'acquire-timeouts',
      says: 'requests give up waiting for a connection of the pool',
      measure: {
        source: 'metrics',
        query: 'sum(rate(db_pool_acquire_timeouts_total{service="{{service}}"}[{{window}}]))',
      },
      holds: { above: 0.1 },
      ratio: { held: 30, not: 0.05 },
    },
    {
      id: 'pool-in-use',
      says: 'nearly every connection of the pool is in use',
      measure: {
        source: 'metrics',
        query: 'sum(db_pool_connections{service="{{service}}",state="used"}) / sum(db_pool_max{service="{{service}}"})',
      },
      holds: { above: 0.9 },
      ratio: { held: 8, not: 0.1 },
    },
    {
      id: 'idle-in-transaction',
      says: 'sessions of the service sit idle inside a transaction',
      measure: { source: 'sessions' },
      holds: { above: 0 },
      ratio: { held: 40, not: 0.02 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'end-sessions',
      says: 'end the sessions that hold the pool',
      steps: [
        {
          id: 'terminate-idle-sessions',
          says: 'terminate exactly the sessions that were found idle in a transaction',
          operation: 'terminate-idle-sessions',
          parameters: {
            database: { dependency: 'name' },
            connection: { dependency: 'postgres.connection' },
            applicationNamePrefix: { service: 'applicationNamePrefix' },
            sessions: { clue: 'idle-in-transaction' },
          },
          touches: { at: 'dependency', what: 'sessions' },
          preconditions: [{ snapshot: 'idleInTransaction', holds: { above: 0 } }],
          snapshot: ['idleInTransaction'],
          ending: {
            kind: 'nothing_to_undo',
            because: 'an idle session holds no running work; its open transaction rolls back and the pool reconnects',
          },
          timeoutSeconds: 10,
          risk: 'safe',
        },
      ],
    },
    {
      id: 'recycle-pool',
      says: 'give up the pools whose connections are taken again and again',
      steps: [
        {
          id: 'recycle-pool',
          says: 'ask every instance to open a new pool and to end the sessions of the old one',
          operation: 'call-service',
          parameters: {
            urls: { service: 'admin.urls' },
            key: { service: 'admin.key' },
            call: { value: 'recycle-pool' },
            arguments: { value: {} },
          },
          touches: { at: 'service', what: 'pools' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['state'],
          ending: {
            kind: 'nothing_to_undo',
            because: 'the new pool opens its own sessions; what is cut off in the old one rolls back',
          },
          timeoutSeconds: 15,
          risk: 'guarded',
        },
      ],
    },
  ],
  recoveredWhen: [
    {
      says: 'no request gives up waiting for a connection',
      query: 'sum(rate(db_pool_acquire_timeouts_total{service="{{service}}"}[{{window}}]))',
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
