import { getHeapStatistics } from 'node:v8';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * How a call to a dependency ended: `rejected` means it was not even let in, `throttled` that there were too many, and
 * `refused` that what was asked was wrong in itself, so that whoever was asked is well.
 */
export type Outcome = 'ok' | 'error' | 'timeout' | 'rejected' | 'throttled' | 'refused';

/** What a call to a dependency reports: how it ended, and which version answered if the dependency has versions. */
export interface Ended {
  readonly outcome: Outcome;
  readonly version?: string;
  /** Whom the dependency asked in its turn, and how long that took of the whole. */
  readonly via?: { readonly upstream: string; readonly upstreamSeconds: number };
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export interface Metrics {
  readonly registry: Registry;
  /** Counts a customer's request and how long it took. */
  requestServed(request: { method: string; route: string; status: number; seconds: number }): void;
  /** Counts a call to a dependency and how long it took. */
  dependencyCalled(dependency: string, ended: Ended, seconds: number): void;
}

/** The metrics that every process of the storefront has, under the labels `service` and `instance`. */
export const makeMetrics = ({ SERVICE, INSTANCE, APP_VERSION }: Named): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  registry.setDefaultLabels({ service: SERVICE, instance: INSTANCE });
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'http_server_requests_total',
    help: 'Requests of customers, by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'How long requests of customers took.',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers,
  });
  const calls = new Counter({
    name: 'dependency_requests_total',
    help: 'Calls to a dependency, by how they ended and which version answered.',
    labelNames: ['dependency', 'outcome', 'version'],
    registers,
  });
  const callDurations = new Histogram({
    name: 'dependency_request_duration_seconds',
    help: 'How long calls to a dependency took.',
    labelNames: ['dependency'],
    buckets: BUCKETS,
    registers,
  });
  new Gauge({
    name: 'nodejs_heap_size_limit_bytes',
    help: 'The heap beyond which node ends the process.',
    registers,
  }).set(getHeapStatistics().heap_size_limit);
  const upstreamDurations = new Histogram({
    name: 'dependency_upstream_duration_seconds',
    help: 'How long a dependency waited in its turn for somebody else, as it says itself.',
    labelNames: ['dependency', 'upstream'],
    buckets: BUCKETS,
    registers,
  });
  new Gauge({ name: 'app_build_info', help: 'The version that runs.', labelNames: ['version'], registers }).set(
    { version: APP_VERSION },
    1,
  );
  return {
    registry,
    requestServed: ({ method, route, status, seconds }) => {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, seconds);
    },
    dependencyCalled: (dependency, { outcome, version = '', via }, seconds) => {
      calls.inc({ dependency, outcome, version });
      callDurations.observe({ dependency }, seconds);
      if (via !== undefined) upstreamDurations.observe({ dependency, upstream: via.upstream }, via.upstreamSeconds);
    },
  };
};

/** The part of a process's environment that names it. */
interface Named {
  readonly SERVICE: string;
  readonly INSTANCE: string;
  readonly APP_VERSION: string;
}

/** Starts a watch that tells the seconds since. */
export const stopwatch = (): (() => number) => {
  const startedAt = performance.now();
  return () => (performance.now() - startedAt) / 1000;
};
