import { defineRunbook } from '../domain/runbook.ts';

/** A background job runs away and burns a core beside the service. */
export const cpuSaturation = defineRunbook({
  fault: 'cpu-saturation',
  cause: 'one of its background jobs has run away and burns a core',
  dependency: 'admin',
  sitsIn: 'itself',
  signature: [
    {
      id: 'job-runs-away',
      says: 'a job has run far longer than jobs take',
      measure: {
        source: 'metrics',
        query: 'max(job_longest_running_seconds{service="{{service}}"}) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { above: 4 },
      ratio: { held: 30, not: 0.05 },
      required: true,
    },
    {
      id: 'core-burns',
      says: 'the process burns several times as much as usual',
      // Not so much of a core: on a busy machine even what runs away gets only a part of one.
      measure: {
        source: 'metrics',
        query:
          'max(rate(process_cpu_seconds_total{service="{{service}}"}[{{window}}]) / (quantile_over_time(0.5, rate(process_cpu_seconds_total{service="{{service}}"}[{{window}}])[{{baseline}}:{{window}}]) > 0))',
      },
      holds: { above: 3 },
      ratio: { held: 8, not: 0.2 },
    },
  ],
  ladder: [
    {
      id: 'cancel-job',
      says: 'cancel the job that has run away',
      steps: [
        {
          id: 'cancel-job',
          says: 'cancel the jobs that have run for more than three seconds',
          operation: 'call-service',
          parameters: {
            urls: { dependency: 'admin.urls' },
            key: { dependency: 'admin.key' },
            call: { value: 'cancel-jobs' },
            arguments: { value: { olderThanSeconds: 3 } },
          },
          touches: { at: 'dependency', what: 'jobs' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['state'],
          ending: {
            kind: 'nothing_to_undo',
            because: 'a cancelled job has changed nothing, and can be given again',
          },
          timeoutSeconds: 15,
          risk: 'safe',
        },
      ],
    },
    {
      id: 'recycle-burning',
      says: 'begin afresh without dropping what is on its way',
      steps: [
        {
          id: 'recycle-burning',
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
      id: 'restart-burning',
      says: 'restart the service at once',
      steps: [
        {
          id: 'restart-burning',
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
      says: 'no job runs for long',
      query: 'max(job_longest_running_seconds{service="{{service}}"})',
      holds: { below: 3 },
    },
    {
      says: 'the process leaves its core alone',
      query: 'max(rate(process_cpu_seconds_total{service="{{service}}"}[{{window}}]))',
      holds: { below: 0.3 },
    },
  ],
});
