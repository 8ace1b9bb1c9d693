import { describe, expect, it } from 'vitest';
import { traitsOf } from '../../../../functions/core/domain/engine/signal.ts';
import { withUnit } from '../../../../functions/core/domain/engine/unit.ts';

describe('what a name says', () => {
  it.each([
    ['http.server.request.duration', 'latency', 1],
    ['http_server_requests_seconds_max', 'latency', 1],
    ['istio_request_duration_milliseconds_p99', 'latency', 1],
    ['latency-90', 'latency', 1],
    ['istio_requests_total', 'traffic', -1],
    ['HTTPCode_Target_5XX_Count', 'errors', 1],
    ['4XXError', 'errors', 1],
    ['UnHealthyHostCount', 'errors', 1],
    ['HealthyHostCount', 'availability', -1],
    ['container_cpu_usage_seconds_total', 'cpu', 1],
    ['CPUUtilization', 'cpu', 1],
    ['container_memory_working_set_bytes', 'memory', 1],
    ['node_memory_MemAvailable_bytes', 'memory', -1],
    ['FreeableMemory', 'memory', -1],
    ['FreeStorageSpace', 'disk', -1],
    ['node_filesystem_avail_bytes', 'disk', -1],
    ['DatabaseConnections', 'saturation', 1],
    ['ApproximateAgeOfOldestMessage', 'backlog', 1],
    ['kube_pod_container_status_restarts_total', 'restarts', 1],
    ['bytes_transferred', 'other', 0],
    ['s12', 'other', 0],
  ])('of %s is %s', (signal, kind, harm) => {
    expect(traitsOf(signal)).toMatchObject({ kind, harm });
  });
});

describe('a unit that no name tells', () => {
  const learnt = (signal: string, ...values: readonly number[]) =>
    withUnit(traitsOf(signal), Float64Array.from(values));

  it('is read from the values: a share of 1 or of 100, or what is counted', () => {
    expect(learnt('success_rate', 0.99, Number.NaN, 1).whole).toBe(1);
    expect(learnt('success_rate', 99.2, 100).whole).toBe(100);
    expect(learnt('errors', 0, 3, Number.NaN).floor).toBe(1);
  });

  it('stays open where the values do not tell, or the name has told', () => {
    expect(learnt('success_rate', 250.5)).toMatchObject({ whole: undefined, floor: 0 });
    expect(learnt('errors', 0.5).floor).toBe(0);
    expect(learnt('availability_percent', 0, 1).whole).toBe(100);
  });
});
