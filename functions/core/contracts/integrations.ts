import * as z from 'zod';
import type { Integrations } from '../domain/integrations.ts';
import { ROLES } from '../domain/role.ts';

const url = z.url({ protocol: /^https?$/ });
const words = z.array(z.string().min(1));
const Route = z.strictObject({ services: words.optional(), severities: words.optional() });
const routes = z.array(Route).default([]);

const IN_PROGRESS = ['In Progress', 'category:indeterminate'];
const DONE = ['Done', 'Resolved', 'Closed', 'category:done'];

/** Fits the workflows that Jira's templates come with. */
const Lifecycle = z.strictObject({
  open: words.default([]),
  diagnosing: words.default(IN_PROGRESS),
  awaiting_approval: words.default(['Waiting for approval', 'Awaiting approval', 'In Review', ...IN_PROGRESS]),
  mitigating: words.default(IN_PROGRESS),
  verifying: words.default(IN_PROGRESS),
  resolved: words.default(DONE),
  escalated: words.default(['Escalated', ...IN_PROGRESS]),
  closed: words.default(DONE),
});

const Person = z.strictObject({ subject: z.string().min(1), role: z.enum(ROLES) });

const Jira = z.strictObject({
  baseUrl: url,
  projectKey: z.string().regex(/^[A-Z][A-Z0-9_]{1,9}$/, 'the key of a project'),
  issueType: z.string().min(1).default('Task'),
  labels: z.array(z.string().regex(/^\S+$/, 'a label has no spaces')).default(['selfright']),
  components: words.default([]),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  priorities: z
    .record(z.string(), z.string())
    .default({ critical: 'High', error: 'High', warning: 'Medium', info: 'Low' }),
  escalatedPriority: z.string().optional(),
  escalatedAssignee: z.string().optional(),
  lifecycle: Lifecycle.prefault({}),
  people: z.record(z.string().min(1), Person).default({}),
  indexLagSeconds: z.number().min(0).max(300).default(15),
  routes,
});

const Escalation = z.strictObject({
  repeatAfterSeconds: z.number().min(5).max(86_400).default(900),
  levels: z.int().min(1).max(10).default(3),
});

const ChannelRoutes = z.array(Route.extend({ channel: z.string().min(1).optional() })).default([]);

const Slack = z.strictObject({
  apiUrl: url.default('https://slack.com/api'),
  channel: z.string().regex(/^[CGD][A-Z0-9]{2,}$/, 'the id of a channel, such as C0123456789'),
  people: z.record(z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'the id of a member'), Person).default({}),
  routes: ChannelRoutes,
});

/** `integrations` of the policy; what is left out is off. Secrets are never here. */
export const IntegrationsSchema = z.strictObject({
  consoleUrl: url.optional(),
  escalation: Escalation.prefault({}),
  jira: Jira.optional(),
  slack: Slack.optional(),
  teams: z.strictObject({ channel: z.string().min(1).default('incidents'), routes: ChannelRoutes }).optional(),
  pagerduty: z.strictObject({ eventsUrl: url.default('https://events.pagerduty.com/v2/enqueue'), routes }).optional(),
  webhook: z.strictObject({ url, routes }).optional(),
  peers: z.strictObject({ allow: z.array(url).min(1).max(50), routes }).optional(),
}) satisfies z.ZodType<Integrations>;
