import type { Policy } from './policy.ts';
import { fillQuery } from './query.ts';

/** One series to ask for. */
export interface PlannedSeries {
  readonly service: string;
  readonly signal: string;
  readonly query: string;
}

/**
 * What is asked of every service: rate, errors, duration and CPU, by the names of the semantic conventions in Prometheus.
 * A service that tells nothing of itself is seen through those that call it.
 */
export const SIGNALS: Readonly<Record<string, string>> = {
  requests_per_second:
    'sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}])) or sum(rate(dependency_requests_total{dependency="{{service}}"}[{{window}}]))',
  errors_per_second:
    'sum(rate(http_server_requests_total{service="{{service}}",status=~"5.."}[{{window}}])) or 0 * sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}])) or sum(rate(dependency_requests_total{dependency="{{service}}",outcome!="ok"}[{{window}}])) or 0 * sum(rate(dependency_requests_total{dependency="{{service}}"}[{{window}}]))',
  latency_seconds_per_second:
    'sum(rate(http_server_request_duration_seconds_sum{service="{{service}}"}[{{window}}])) or sum(rate(dependency_request_duration_seconds_sum{dependency="{{service}}"}[{{window}}]))',
  cpu_cores: 'sum(rate(process_cpu_seconds_total{service="{{service}}"}[{{window}}]))',
};

/** More services than this around one trouble are not asked about: what is kept of them has to stay small. */
const MOST_SERVICES = 16;

/** The service in trouble and what lies below it, nearest first; all, if nobody is known to be in trouble. */
export const servicesAround = ({ services }: Policy, service: string | undefined): readonly string[] => {
  if (service === undefined || !Object.hasOwn(services, service)) return Object.keys(services).slice(0, MOST_SERVICES);
  const seen = new Set([service]);
  for (const one of seen) for (const callee of services[one]?.calls ?? []) seen.add(callee);
  return [...seen].slice(0, MOST_SERVICES);
};

/** The series to ask for; what the policy says of a service's signals goes before the usual, and an empty query asks nothing. */
export const planSeries = (policy: Policy, services: readonly string[]): readonly PlannedSeries[] => {
  const { rateWindow: window, baseline } = policy.timings;
  return services.flatMap((service) =>
    Object.entries({ ...SIGNALS, ...policy.services[service]?.signals }).flatMap(([signal, template]) =>
      template === ''
        ? []
        : [{ service, signal, query: fillQuery(template, { service, dependency: service, window, baseline }) }],
    ),
  );
};
