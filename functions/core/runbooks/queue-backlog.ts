import { defineRunbook } from '../domain/runbook.ts';

/** What feeds a consumer from its queue is disabled, and work waits. */
export const queueBacklog = defineRunbook({
  fault: 'queue-backlog',
  cause: 'what feeds its consumer from the queue is disabled',
  dependency: 'eventSource',
  sitsIn: 'callee',
  signature: [
    {
      id: 'work-waits',
      says: 'the oldest work has waited for long',
      measure: { source: 'metrics', query: 'max(orders_oldest_waiting_seconds{service="{{service}}"})' },
      holds: { above: 5 },
      ratio: { held: 20, not: 0.05 },
    },
    {
      id: 'feed-disabled',
      says: 'what feeds the consumer from its queue is disabled',
      measure: { source: 'event-source' },
      holds: { above: 0 },
      ratio: { held: 40, not: 0.02 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'enable-feed',
      says: 'let the consumer take from its queue again',
      steps: [
        {
          id: 'enable-feed',
          says: 'enable what feeds the consumer from its queue',
          operation: 'switch-mapping',
          parameters: {
            functionName: { dependency: 'eventSource.functionName' },
            queue: { dependency: 'eventSource.queueName' },
            enabled: { value: true },
          },
          touches: { at: 'dependency', what: 'event sources' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['enabled'],
          ending: {
            kind: 'inverse',
            how: 'disable it again',
            operation: 'switch-mapping',
            parameters: {
              functionName: { parameter: 'functionName' },
              queue: { parameter: 'queue' },
              enabled: { snapshot: 'enabled' },
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
      says: 'no work waits for long',
      query: 'max(orders_oldest_waiting_seconds{service="{{service}}"})',
      holds: { below: 5 },
    },
    {
      says: 'work is done',
      query: 'sum(rate(orders_shipped_total{service="{{service}}"}[{{window}}]))',
      holds: { above: 0.1 },
    },
  ],
});
