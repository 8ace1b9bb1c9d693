import { defineRunbook } from '../domain/runbook.ts';

/** Whoever a dependency asks in its turn answers slowly, and everybody above waits. */
export const slowDependency = defineRunbook({
  fault: 'slow-dependency',
  cause: 'what it calls waits in its turn for somebody who answers slowly, while another one stands ready',
  dependency: 'parameter',
  sitsIn: 'callee',
  signature: [
    {
      id: 'upstream-slow',
      says: 'whoever the dependency asks takes several times as long as usual',
      measure: {
        source: 'metrics',
        query:
          'sum(rate(dependency_upstream_duration_seconds_sum{service="{{service}}",dependency="{{dependency}}"}[{{window}}])) / (sum(rate(dependency_upstream_duration_seconds_count{service="{{service}}",dependency="{{dependency}}"}[{{window}}])) > 0) / (histogram_quantile(0.5, sum by (le) (rate(dependency_upstream_duration_seconds_bucket{service="{{service}}",dependency="{{dependency}}"}[{{baseline}}]))) > 0) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { above: 4 },
      ratio: { held: 30, not: 0.05 },
    },
    {
      id: 'waits-below',
      says: 'most of the time of a call to the dependency passes there',
      measure: {
        source: 'metrics',
        query:
          'sum(rate(dependency_upstream_duration_seconds_sum{service="{{service}}",dependency="{{dependency}}"}[{{window}}])) / (sum(rate(dependency_request_duration_seconds_sum{service="{{service}}",dependency="{{dependency}}"}[{{window}}])) > 0) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { above: 0.6 },
      ratio: { held: 8, not: 0.2 },
    },
    {
      id: 'failover-ready',
      says: 'somebody else stands ready to be asked instead, as declared',
      measure: { source: 'failover' },
      holds: { above: 0 },
      ratio: { held: 2, not: 0.02 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'fail-over',
      says: 'ask whoever stands ready instead',
      steps: [
        {
          id: 'fail-over',
          says: 'set the parameter to the one that stands ready',
          operation: 'set-parameter',
          parameters: {
            name: { dependency: 'parameter.name' },
            value: { dependency: 'parameter.failover.value' },
          },
          touches: { at: 'dependency', what: 'parameters' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['value'],
          ending: {
            kind: 'inverse',
            how: 'ask the usual one again',
            operation: 'set-parameter',
            parameters: { name: { parameter: 'name' }, value: { snapshot: 'value' } },
          },
          timeoutSeconds: 15,
          risk: 'guarded',
        },
      ],
    },
  ],
  recoveredWhen: [
    {
      says: 'whoever the dependency asks takes as long as usual',
      query:
        'sum(rate(dependency_upstream_duration_seconds_sum{service="{{service}}",dependency="{{dependency}}"}[{{window}}])) / (sum(rate(dependency_upstream_duration_seconds_count{service="{{service}}",dependency="{{dependency}}"}[{{window}}])) > 0) / (histogram_quantile(0.5, sum by (le) (rate(dependency_upstream_duration_seconds_bucket{service="{{service}}",dependency="{{dependency}}"}[{{baseline}}]))) > 0)',
      holds: { below: 3 },
    },
    {
      says: 'requests are answered without server errors',
      query:
        '(sum(rate(http_server_requests_total{service="{{service}}",status=~"5.."}[{{window}}])) or 0 * sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}]))) / (sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}])) > 0)',
      holds: { below: 0.02 },
    },
  ],
});
