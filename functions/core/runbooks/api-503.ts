import { defineRunbook } from '../domain/runbook.ts';

/** A release of a Lambda behind an alias answers badly, and its caller passes the failure on. */
export const api503 = defineRunbook({
  fault: 'api-503',
  cause: 'the release that its alias points to fails, while the release before it answered well',
  dependency: 'lambda',
  sitsIn: 'callee',
  signature: [
    {
      id: 'calls-fail',
      says: 'calls to the dependency fail',
      measure: {
        source: 'metrics',
        query:
          'sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}",outcome!~"ok|refused"}[{{window}}])) or 0 * sum(rate(dependency_requests_total{service="{{service}}"}[{{window}}]))',
      },
      holds: { above: 0.1 },
      ratio: { held: 20, not: 0.05 },
    },
    {
      id: 'failing-share',
      says: 'most calls to the dependency fail',
      measure: {
        source: 'metrics',
        query:
          'sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}",outcome!~"ok|refused"}[{{window}}])) / sum(rate(dependency_requests_total{service="{{service}}",dependency="{{dependency}}"}[{{window}}]))',
      },
      holds: { above: 0.5 },
      ratio: { held: 5, not: 0.3 },
    },
    {
      id: 'release-changed',
      says: 'the deployed release is not the one that last answered well',
      measure: {
        source: 'release',
        query:
          'sum by (version, outcome) (increase(dependency_requests_total{service="{{service}}",dependency="{{dependency}}"}[{{baseline}}]))',
      },
      holds: { above: 0 },
      ratio: { held: 30, not: 0.02 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'restore-version',
      says: 'go back to the release that last answered well',
      steps: [
        {
          id: 'restore-version',
          says: 'point the alias back to the release that last answered well',
          operation: 'point-alias',
          parameters: {
            functionName: { dependency: 'lambda.functionName' },
            alias: { dependency: 'lambda.alias' },
            version: { clue: 'release-changed', member: 'lastGood' },
            weights: { value: {} },
          },
          touches: { at: 'dependency', what: 'aliases' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['version', 'weights', 'revision'],
          ending: {
            kind: 'inverse',
            how: 'point the alias to the release that it pointed to before',
            operation: 'point-alias',
            parameters: {
              functionName: { parameter: 'functionName' },
              alias: { parameter: 'alias' },
              version: { snapshot: 'version' },
              weights: { snapshot: 'weights' },
            },
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
