import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { pathsOf } from './home.ts';
import { Profile } from './profile.ts';

/** How often the same may be tried: as in production, or without end for benches and tests. */
export const Limits = z.enum(['usual', 'wide']);
export type Limits = z.infer<typeof Limits>;

const StackContext = z.object({
  drill: z.literal('true'),
  alarmEvents: z.literal('true'),
  alarmTopicArns: z.string(),
  profile: Profile,
  limits: Limits,
  endpointUrl: z.url(),
  prometheusUrl: z.url(),
  alertmanagerUrls: z.url(),
  storefrontUrl: z.url(),
  catalogueUrl: z.url(),
  /** Separated by commas. */
  checkoutUrls: z.string(),
  ordersUrl: z.url(),
  acquirerUrl: z.url(),
  storefrontTlsUrl: z.url(),
  jiraUrl: z.url(),
  slackUrl: z.url(),
  teamsUrl: z.url(),
  /** Only where a test scripts a model. */
  bedrockUrl: z.url().optional(),
  databaseUrl: z.string(),
  /** What the storefront's administrators sign with. */
  adminKey: z.string(),
  /** What calls to the stand-in for Slack carry, and what it signs with. */
  slackBotToken: z.string(),
  slackSigningSecret: z.string(),
  /** What an address of the stand-in for Teams ends in. */
  teamsSignature: z.string(),
  /** What the stand-in for Jira signs with. */
  jiraWebhookSecret: z.string(),
});
/** The CDK context of one local stack: what the deployed Lambdas cannot find out by themselves. */
export type StackContext = z.infer<typeof StackContext>;

export const writeContext = (home: string, context: StackContext): void =>
  writeFileSync(pathsOf(home).context, `${JSON.stringify(context, null, 2)}\n`, { mode: 0o600 });

/** The context of the home's stack, if there is one and it is at this endpoint. */
export const contextFor = (home: string, endpointUrl: string): StackContext | undefined => {
  const file = pathsOf(home).context;
  if (!existsSync(file)) return undefined;
  const context = StackContext.parse(JSON.parse(readFileSync(file, 'utf8')));
  return context.endpointUrl === endpointUrl.replace(/\/$/, '') ? context : undefined;
};
