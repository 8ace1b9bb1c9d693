import { defineRunbook } from '../domain/runbook.ts';

/** Many more customers come than usual; nothing is broken, but the service lets in only so many at once. */
export const trafficSpike = defineRunbook({
  fault: 'traffic-spike',
  cause: 'many more customers come than usual, and it lets in fewer at once than it may',
  dependency: 'admission',
  sitsIn: 'itself',
  signature: [
    {
      id: 'turned-away',
      says: 'visitors are turned away because there are too many at once',
      measure: {
        source: 'metrics',
        query:
          'sum(rate(admission_turned_away_total{service="{{service}}"}[{{window}}])) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { above: 0.1 },
      ratio: { held: 30, not: 0.05 },
    },
    {
      id: 'crowd',
      says: 'far more is asked of the service than usual',
      // The median of what was usual: a service that has only just started has asked little of its past.
      measure: {
        source: 'metrics',
        query:
          'sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}])) / (quantile_over_time(0.5, sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}]))[{{baseline}}:{{window}}]) > 0) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { above: 1.6 },
      ratio: { held: 20, not: 0.02 },
      required: true,
    },
    {
      id: 'room',
      says: 'it may let in more at once than it does',
      measure: {
        source: 'metrics',
        query:
          'min(admission_limit{service="{{service}}"} / on (service, instance) admission_limit_most{service="{{service}}"})',
      },
      holds: { below: 0.99 },
      ratio: { held: 2, not: 0.02 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'raise-limit',
      says: 'let in more at once',
      steps: [
        {
          id: 'raise-limit',
          says: 'let every instance take in as many at once as are declared for a crowd',
          operation: 'set-limit',
          parameters: {
            urls: { dependency: 'admin.urls' },
            key: { dependency: 'admin.key' },
            call: { value: 'admission' },
            limit: { dependency: 'admission.crowdLimit' },
          },
          touches: { at: 'dependency', what: 'limits' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['limits'],
          ending: {
            kind: 'inverse',
            how: 'let each instance take in as many as before',
            operation: 'set-limit',
            parameters: {
              urls: { parameter: 'urls' },
              key: { parameter: 'key' },
              call: { parameter: 'call' },
              limit: { snapshot: 'limits' },
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
      says: 'nobody is turned away',
      query: 'sum(rate(admission_turned_away_total{service="{{service}}"}[{{window}}]))',
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
