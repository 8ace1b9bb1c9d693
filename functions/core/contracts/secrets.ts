import * as z from 'zod';
import { ROLES } from '../domain/role.ts';

const secretText = z.string().min(16, 'at least 16 characters');

/** The secret behind OPERATOR_TOKENS_ARN: per subject (a person or system) its role and the token it is known by. */
export const OperatorTokens = z.record(z.string().min(1), z.object({ role: z.enum(ROLES), token: secretText }));
export type OperatorTokens = z.infer<typeof OperatorTokens>;

/** The secret behind SOURCE_SECRETS_ARN: per source what it must present; two while one replaces the other. */
export const SourceSecrets = z.record(z.string().min(1), z.union([secretText, z.array(secretText).min(1).max(2)]));
export type SourceSecrets = z.infer<typeof SourceSecrets>;

/** The secret behind INTEGRATIONS_SECRET_ARN: what opens the systems in which people follow incidents. */
export const IntegrationSecrets = z.object({
  /** `webhookSecret` is what Jira signs its webhooks with; without it none is taken. */
  jira: z.object({ email: z.string().min(1), apiToken: secretText, webhookSecret: secretText.optional() }).optional(),
  /** Of the app: what its calls carry, and what Slack signs its requests with. */
  slack: z.object({ botToken: secretText, signingSecret: secretText }).optional(),
  /** Addresses of workflows in Microsoft Teams, by the names of channels that the configuration uses. */
  teams: z.object({ urls: z.record(z.string().min(1), z.url({ protocol: /^https?$/ })) }).optional(),
  pagerduty: z.object({ routingKey: secretText }).optional(),
  /** What outgoing webhooks are signed with. */
  webhook: z.object({ secret: secretText }).optional(),
});
export type IntegrationSecrets = z.infer<typeof IntegrationSecrets>;
