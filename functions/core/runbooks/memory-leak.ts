import { defineRunbook } from '../domain/runbook.ts';

/** The heap of a process grows towards the limit at which it is ended. */
export const memoryLeak = defineRunbook({
  fault: 'memory-leak',
  cause: 'its heap grows and will reach its limit',
  dependency: 'admin',
  sitsIn: 'itself',
  liesAhead: true,
  signature: [
    {
      id: 'heap-runs-out',
      says: 'the heap will reach its limit soon if it grows on like this',
      measure: {
        source: 'metrics',
        query:
          'max(predict_linear(nodejs_heap_size_used_bytes{service="{{service}}"}[{{window}}], {{horizon}}) / nodejs_heap_size_limit_bytes{service="{{service}}"})',
      },
      holds: { above: 1 },
      ratio: { held: 30, not: 0.05 },
      required: true,
    },
    {
      id: 'memory-grows',
      says: 'the process takes so much more memory as time goes on that it would soon be a good part of the limit',
      measure: {
        source: 'metrics',
        query:
          'max(deriv(process_resident_memory_bytes{service="{{service}}"}[{{window}}]) * {{horizon}} / nodejs_heap_size_limit_bytes{service="{{service}}"})',
      },
      holds: { above: 0.3 },
      ratio: { held: 8, not: 0.1 },
    },
  ],
  ladder: [
    {
      id: 'recycle-grown',
      says: 'begin afresh without dropping what is on its way',
      steps: [
        {
          id: 'recycle-grown',
          says: 'ask the service to finish what it does and begin afresh',
          operation: 'call-service',
          parameters: {
            urls: { dependency: 'admin.urls' },
            key: { dependency: 'admin.key' },
            call: { value: 'recycle' },
            arguments: { value: {} },
          },
          touches: { at: 'dependency', what: 'processes' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['state'],
          ending: {
            kind: 'nothing_to_undo',
            because: 'whoever keeps the process running starts it again, with nothing lost but what it had in memory',
          },
          timeoutSeconds: 15,
          risk: 'guarded',
        },
      ],
    },
    {
      id: 'restart-grown',
      says: 'restart the service at once',
      steps: [
        {
          id: 'restart-grown',
          says: 'have the service end at once and begin afresh',
          operation: 'call-service',
          parameters: {
            urls: { dependency: 'admin.urls' },
            key: { dependency: 'admin.key' },
            call: { value: 'restart' },
            arguments: { value: {} },
          },
          touches: { at: 'dependency', what: 'processes' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['state'],
          ending: {
            kind: 'nothing_to_undo',
            because: 'whoever keeps the process running starts it again; what was on its way is asked again',
          },
          timeoutSeconds: 15,
          risk: 'guarded',
        },
      ],
    },
  ],
  recoveredWhen: [
    {
      says: 'the heap stays far from its limit',
      query:
        'max(nodejs_heap_size_used_bytes{service="{{service}}"} / nodejs_heap_size_limit_bytes{service="{{service}}"})',
      holds: { below: 0.5 },
    },
    {
      says: 'the service is up',
      query: 'min(up{service="{{service}}"})',
      holds: { above: 0 },
    },
  ],
});
