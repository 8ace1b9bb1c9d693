import { defineRunbook } from '../domain/runbook.ts';

/** A log reaches the size that the kernel allows, and whoever must log cannot serve. */
export const diskFull = defineRunbook({
  fault: 'disk-full',
  cause: 'its log has reached the size that the kernel allows',
  dependency: 'admin',
  sitsIn: 'itself',
  signature: [
    {
      id: 'writes-fail',
      says: 'the kernel refuses writes',
      measure: {
        source: 'metrics',
        query:
          'sum(rate(spool_write_failures_total{service="{{service}}"}[{{window}}])) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { above: 0.1 },
      ratio: { held: 30, not: 0.05 },
    },
    {
      id: 'log-is-full',
      says: 'a log, not data, has reached its limit',
      measure: {
        source: 'metrics',
        query:
          'max(spool_bytes{service="{{service}}",kind="log"} / on (service, instance) spool_limit_bytes{service="{{service}}"}) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { above: 0.95 },
      ratio: { held: 30, not: 0.03 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'rotate-logs',
      says: 'rotate the log and purge what is past its retention',
      steps: [
        {
          id: 'rotate-logs',
          says: 'rotate the log, and remove rotated logs and temporary uploads of more than seven days',
          operation: 'call-service',
          parameters: {
            urls: { dependency: 'admin.urls' },
            key: { dependency: 'admin.key' },
            call: { value: 'rotate-logs' },
            arguments: { value: { retentionSeconds: 604_800 } },
          },
          touches: { at: 'dependency', what: 'logs' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['state'],
          ending: {
            kind: 'nothing_to_undo',
            because:
              'the log is kept under another name; only what is past its declared retention goes, and never data',
          },
          timeoutSeconds: 15,
          risk: 'guarded',
        },
      ],
    },
  ],
  recoveredWhen: [
    {
      says: 'the kernel takes every write',
      query: 'sum(rate(spool_write_failures_total{service="{{service}}"}[{{window}}]))',
      holds: { below: 0.01 },
    },
    {
      says: 'customers are served',
      query:
        '(sum(rate(http_server_requests_total{service="{{service}}",status="507"}[{{window}}])) or 0 * sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}]))) / (sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}])) > 0)',
      holds: { below: 0.02 },
    },
  ],
});
