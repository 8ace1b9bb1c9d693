import { SINKS, type SinkName } from './delivery.ts';
import type { IncidentStatus } from './transitions.ts';

/** Which incidents go to a sink; without any rule, all of them. A rule fits when each of its members does. */
export interface Route {
  readonly services?: readonly string[] | undefined;
  readonly severities?: readonly string[] | undefined;
}

/** How incidents are mirrored in Jira. */
export interface JiraPolicy {
  /** The site, such as `https://example.atlassian.net`. */
  readonly baseUrl: string;
  readonly projectKey: string;
  readonly issueType: string;
  /** Labels beside our own. */
  readonly labels: readonly string[];
  readonly components: readonly string[];
  /** Further fields, by their ids, as Jira takes them. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  /** Names of priorities by our severities; a severity that is not named leaves Jira's default. */
  readonly priorities: Readonly<Record<string, string>>;
  /** Priority of what was handed to people. */
  readonly escalatedPriority?: string | undefined;
  /** Account id of whoever gets what was handed over. */
  readonly escalatedAssignee?: string | undefined;
  /** For each of our statuses the names of Jira's that mirror it, the best first; `category:<key>` stands for all of a category. */
  readonly lifecycle: Readonly<Record<IncidentStatus, readonly string[]>>;
  /** How long the search index may lag behind, in seconds. */
  readonly indexLagSeconds: number;
  readonly routes: readonly Route[];
}

export interface RoutedPolicy {
  readonly routes: readonly Route[];
}

/** Where people follow incidents. What is absent is off. */
export interface Integrations {
  /** The console's address, for links; they carry no authority. */
  readonly consoleUrl?: string | undefined;
  readonly jira?: JiraPolicy | undefined;
  /** PagerDuty, by Events API v2. */
  readonly pagerduty?: (RoutedPolicy & { readonly eventsUrl: string }) | undefined;
  /** Every fact, posted and signed. */
  readonly webhook?: (RoutedPolicy & { readonly url: string }) | undefined;
}

/** The systems of others that are on. */
export const integrationsOn = (integrations: Integrations): readonly SinkName[] =>
  SINKS.filter((name) => name !== 'anchors' && integrations[name] !== undefined);

/** The sinks that are on; timelines are anchored always. */
export const sinksOn = (integrations: Integrations): readonly SinkName[] => [
  ...integrationsOn(integrations),
  'anchors',
];

/** Whether a sink is told of an incident at all; an empty list of rules takes everything. */
export const isRouted = (
  routes: readonly Route[],
  { service, severity }: { readonly service?: string | undefined; readonly severity: string },
): boolean =>
  routes.length === 0 ||
  routes.some(
    ({ services, severities }) =>
      (services === undefined || (service !== undefined && services.includes(service))) &&
      (severities === undefined || severities.includes(severity)),
  );
