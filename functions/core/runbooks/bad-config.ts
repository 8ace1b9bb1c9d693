import { defineRunbook } from '../domain/runbook.ts';

/** A parameter that says how a service works was changed, and since then calls to it fail. */
export const badConfig = defineRunbook({
  fault: 'bad-config',
  cause: 'calls to a service fail since the parameter that says how it works was changed',
  dependency: 'parameter',
  sitsIn: 'callee',
  signature: [
    {
      id: 'callee-fails',
      says: 'many calls to the dependency fail',
      measure: {
        source: 'metrics',
        query:
          'sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}",outcome!~"ok|refused"}[{{window}}])) / (sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}"}[{{window}}])) > 0) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { above: 0.1 },
      ratio: { held: 15, not: 0.05 },
    },
    {
      id: 'began-with-change',
      says: 'that began right after the parameter was changed',
      measure: {
        source: 'parameter',
        query:
          '(sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}",outcome!~"ok|refused"}[{{window}}])) or 0 * sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}"}[{{window}}]))) / (sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}"}[{{window}}])) > 0)',
      },
      holds: { above: 0 },
      ratio: { held: 30, not: 0.02 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'restore-value',
      says: 'give the parameter its former value back',
      steps: [
        {
          id: 'restore-value',
          says: 'give the parameter the value back that its history has from before the change',
          operation: 'set-parameter',
          parameters: {
            name: { dependency: 'parameter.name' },
            value: { clue: 'began-with-change', member: 'previous' },
          },
          touches: { at: 'dependency', what: 'parameters' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['value'],
          ending: {
            kind: 'inverse',
            how: 'give the parameter the changed value again',
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
      says: 'calls to the dependency succeed',
      query:
        'sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}",outcome="ok"}[{{window}}])) / sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}"}[{{window}}]))',
      holds: { above: 0.98 },
    },
    {
      says: 'requests are answered without server errors',
      query:
        '(sum(rate(http_server_requests_total{service="{{service}}",status=~"5.."}[{{window}}])) or 0 * sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}]))) / (sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}])) > 0)',
      holds: { below: 0.02 },
    },
  ],
});
