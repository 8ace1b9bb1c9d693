import type { Call } from './engine/telemetry.ts';
import { callsOf, type Policy } from './policy.ts';
import { escapeLabelValue, fillQuery } from './query.ts';

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
    'sum(rate(http_server_requests_total{service="{{service}}",status=~"5.."}[{{window}}])) or 0 * sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}])) or sum(rate(dependency_requests_total{dependency="{{service}}",outcome!~"ok|refused"}[{{window}}])) or 0 * sum(rate(dependency_requests_total{dependency="{{service}}"}[{{window}}]))',
  latency_seconds_per_second:
    'sum(rate(http_server_request_duration_seconds_sum{service="{{service}}"}[{{window}}])) or sum(rate(dependency_request_duration_seconds_sum{dependency="{{service}}"}[{{window}}]))',
  cpu_cores: 'sum(rate(process_cpu_seconds_total{service="{{service}}"}[{{window}}]))',
};

/** Whether an alert of one of these services fires, or is about to: of those that stood at a moment (Unix seconds), or of all others. */
export const troubleQueries = (
  services: readonly string[],
  opened: number,
  { timings: { rateWindow } }: Policy,
): { readonly current: string; readonly others: string } => {
  const names = services.map((service) => escapeLabelValue(service.replaceAll(/[^a-zA-Z0-9_-]/g, '\\$&')));
  const alerts = `ALERTS{service=~"${names.join('|')}"}`;
  const standing = `on (alertname, service) last_over_time(${alerts}[${Math.ceil(rateWindow)}s] @ ${opened})`;
  return { current: `max(${alerts} and ${standing})`, others: `max(${alerts} unless ${standing})` };
};

/** Who called whom lately, by the service-graph metrics that tracing collectors make of their spans. */
export const graphQuery = ({ timings: { rateWindow } }: Policy): string =>
  `sum by (client, server) (rate(traces_service_graph_request_total[${Math.ceil(rateWindow)}s])) > 0`;

/** More services than this around one trouble are not asked about: what is kept of them has to stay small. */
const MOST_SERVICES = 16;

/** The service in trouble and what lies below it, nearest first; all, if nobody is known to be in trouble. */
export const servicesAround = (
  { services }: Policy,
  service: string | undefined,
  seen: readonly Call[] = [],
): readonly string[] => {
  if (service === undefined || !Object.hasOwn(services, service)) return Object.keys(services).slice(0, MOST_SERVICES);
  const found = new Set([service]);
  for (const one of found) {
    const told = Object.hasOwn(services, one) ? (services[one]?.calls ?? []) : [];
    for (const callee of told) found.add(callee);
    for (const [caller, callee] of seen) if (caller === one) found.add(callee);
  }
  return [...found].slice(0, MOST_SERVICES);
};

/** Who calls whom among these services: by the policy, and by what was seen. */
export const callsAmong = (services: readonly string[], policy: Policy, seen: readonly Call[]): readonly Call[] => {
  const told = Object.entries(callsOf(policy)).flatMap(([caller, callees]) =>
    callees.map((callee): Call => [caller, callee]),
  );
  const known = new Map<string, Call>([...told, ...seen].map((call) => [JSON.stringify(call), call]));
  return [...known.values()].filter(([caller, callee]) => services.includes(caller) && services.includes(callee));
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
