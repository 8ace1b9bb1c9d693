import { SINKS, type SinkName } from './delivery.ts';
import type { Role } from './role.ts';
import type { IncidentStatus } from './transitions.ts';

/** How people are called again who do not answer. */
export interface EscalationPolicy {
  /** After so many seconds without anybody who acknowledges, the next target is called. */
  readonly repeatAfterSeconds: number;
  /** How many targets there are; 1 is whoever is told first, and nobody is called again. */
  readonly levels: number;
}

/** Which incidents go to a sink; without any rule, all of them. A rule fits when each of its members does. */
export interface Route {
  readonly services?: readonly string[] | undefined;
  readonly severities?: readonly string[] | undefined;
}

/** Somebody as we know them, under whatever name they are known elsewhere. */
export interface Person {
  /** The same as of their token, so that two decisions of one person count once. */
  readonly subject: string;
  readonly role: Role;
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
  /** Who writes there, by their account ids; everybody else is called by the name that Jira shows. */
  readonly people: Readonly<Record<string, Person>>;
  /** How long the search index may lag behind, in seconds. */
  readonly indexLagSeconds: number;
  readonly routes: readonly Route[];
}

/** A rule that also says where to: the first one that fits decides. */
export interface ChannelRoute extends Route {
  readonly channel?: string | undefined;
}

/** How incidents are told in Slack. */
export interface SlackPolicy {
  /** Where its Web API answers. */
  readonly apiUrl: string;
  /** Id of the channel for what no rule sends elsewhere. */
  readonly channel: string;
  /** Who may press buttons: members of the workspace by their ids. Everybody else is refused. */
  readonly people: Readonly<Record<string, Person>>;
  readonly routes: readonly ChannelRoute[];
}

export interface RoutedPolicy {
  readonly routes: readonly Route[];
}

/** Where people follow incidents. What is absent is off. */
export interface Integrations {
  /** The console's address, for links; they carry no authority. */
  readonly consoleUrl?: string | undefined;
  /** Whom to call when nobody answers. */
  readonly escalation: EscalationPolicy;
  readonly jira?: JiraPolicy | undefined;
  readonly slack?: SlackPolicy | undefined;
  /** Microsoft Teams; `channel` names a member of `teams.urls` in the secret. */
  readonly teams?: { readonly channel: string; readonly routes: readonly ChannelRoute[] } | undefined;
  /** PagerDuty, by Events API v2. */
  readonly pagerduty?: (RoutedPolicy & { readonly eventsUrl: string }) | undefined;
  /** Every fact, posted and signed. */
  readonly webhook?: (RoutedPolicy & { readonly url: string }) | undefined;
  /** Other agents that asked to be told of their tasks; only below these addresses. */
  readonly peers?: (RoutedPolicy & { readonly allow: readonly string[] }) | undefined;
}

/** The systems of others that are on. */
export const integrationsOn = (integrations: Integrations): readonly SinkName[] =>
  SINKS.filter((name) => name !== 'anchors' && name !== 'investigator' && integrations[name] !== undefined);

/** The sinks that are on; timelines are anchored always. */
export const sinksOn = (integrations: Integrations): readonly SinkName[] => [
  ...integrationsOn(integrations),
  'anchors',
];

/** What a rule looks at. */
export interface Routed {
  readonly service?: string | undefined;
  readonly severity: string;
}

const fits =
  ({ service, severity }: Routed) =>
  ({ services, severities }: Route): boolean =>
    (services === undefined || (service !== undefined && services.includes(service))) &&
    (severities === undefined || severities.includes(severity));

/** Whether a sink is told of an incident at all; an empty list of rules takes everything. */
export const isRouted = (routes: readonly Route[], incident: Routed): boolean =>
  routes.length === 0 || routes.some(fits(incident));

/** Where the first rule that fits sends an incident, else the place for everything else. */
export const channelFor = (routes: readonly ChannelRoute[], incident: Routed, otherwise: string): string =>
  routes.find(fits(incident))?.channel ?? otherwise;

/** Who somebody is whom another system names; undefined for everybody that is not configured. */
export const personNamed = (people: Readonly<Record<string, Person>>, name: string): Person | undefined =>
  Object.hasOwn(people, name) ? people[name] : undefined;
