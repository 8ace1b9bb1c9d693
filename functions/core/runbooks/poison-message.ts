import { defineRunbook } from '../domain/runbook.ts';

/** A message that its consumer cannot take stands at the head of a queue, and everything behind it waits. */
export const poisonMessage = defineRunbook({
  fault: 'poison-message',
  cause: 'its consumer refuses a message again and again, and everything behind that message waits',
  dependency: 'queue',
  sitsIn: 'callee',
  signature: [
    {
      id: 'message-refused',
      says: 'the consumer refuses the same message again and again',
      measure: {
        source: 'refusals',
        query:
          'max by (message) (orders_manifest_refusals{service="{{service}}"}) or 0 * max(up{service="{{service}}"})',
      },
      holds: { above: 0 },
      ratio: { held: 40, not: 0.02 },
      required: true,
    },
    {
      id: 'nothing-done',
      says: 'hardly any work is done',
      measure: {
        source: 'metrics',
        query:
          'sum(rate(orders_shipped_total{service="{{service}}"}[{{window}}])) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { below: 0.1 },
      ratio: { held: 20, not: 0.05 },
    },
    {
      id: 'feed-enabled',
      says: 'what feeds the consumer from its queue is enabled',
      measure: { source: 'event-source' },
      holds: { below: 1 },
      ratio: { held: 1.5, not: 0.05 },
    },
  ],
  ladder: [
    {
      id: 'move-poison',
      says: 'move what is refused out of the way',
      steps: [
        {
          id: 'move-poison',
          says: 'move exactly the refused messages to the dead-letter queue',
          operation: 'move-messages',
          parameters: {
            from: { dependency: 'queue.name' },
            to: { dependency: 'queue.deadLetterName' },
            messages: { clue: 'message-refused', member: 'messages' },
          },
          touches: { at: 'dependency', what: 'messages' },
          // Its consumer may have it at the moment: as many as were seen when it was planned need not be seen again.
          preconditions: [{ snapshot: 'waiting', holds: { above: 0 } }],
          snapshot: ['waiting'],
          ending: {
            kind: 'inverse',
            how: 'move them back to the end of the queue that they waited in',
            operation: 'move-messages',
            parameters: {
              from: { parameter: 'to' },
              to: { parameter: 'from' },
              messages: { parameter: 'messages' },
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
      says: 'no message is refused',
      query: 'max(orders_manifests_refused{service="{{service}}"})',
      holds: { below: 1 },
    },
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
