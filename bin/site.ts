import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const topic = z.string().regex(/^arn:[^:]+:sns:[^:]+:\d{12}:.+$/, 'the arn of an SNS topic');
/** ARNs of SNS topics, separated by commas. */
const topics = () =>
  z
    .string()
    .transform((text) => text.split(',').filter((arn) => arn !== ''))
    .pipe(z.array(topic))
    .default([]);
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
/** Web addresses, separated by commas. */
const addresses = (...fallback: readonly string[]) =>
  z
    .string()
    .transform((text) => text.split(',').filter((url) => url !== ''))
    .pipe(z.array(z.url({ protocol: /^https?$/ })))
    .default([...fallback]);
const address = (fallback: string) => z.url({ protocol: /^https?$/ }).default(fallback);

/** What `-c name=value` or `context.json` may say; everything has a default, so that a bare `cdk synth` works. */
export const DeploySite = z.object({
  /** Also make the drill stack. */
  drill: flag.default(false),
  profile: z.enum(['quick', 'reference']).default('quick'),
  /** How often the same may be tried: as in production, or without end for benches and tests. */
  limits: z.enum(['usual', 'wide']).default('usual'),
  prometheusUrl: address('http://localhost:9090'),
  /** The API of each Alertmanager that notifies us, separated by commas. */
  alertmanagerUrls: addresses(),
  storefrontUrl: address('http://localhost:8080'),
  catalogueUrl: address('http://localhost:8081'),
  checkoutUrls: addresses('http://localhost:8082', 'http://localhost:8083'),
  ordersUrl: address('http://localhost:8084'),
  acquirerUrl: address('http://localhost:8085'),
  /** The front door's address with TLS. */
  storefrontTlsUrl: z.url({ protocol: /^https$/ }).default('https://localhost:8443'),
  /** The Jira in which incidents are mirrored; without it there are no tickets. */
  jiraUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Where Slack's stand-in answers; on a laptop only. */
  slackUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Where the stand-in for Microsoft Teams answers; on a laptop only. */
  teamsUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Where a stand-in for Amazon Bedrock answers; with one, the investigator is on. */
  bedrockUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Topics by which CloudWatch alarms come in over HTTP. */
  cloudwatchTopicArns: topics(),
  /** Topics of the same account and region by which they come in without HTTP. */
  alarmTopicArns: topics(),
  /** Take every CloudWatch alarm of the account and region from EventBridge. */
  alarmEvents: flag.default(false),
  /** Who may remove an anchor of a timeline before its time: `governance`, whoever has a permission of its own; `compliance`, nobody. */
  anchorMode: z.enum(['governance', 'compliance']).default('governance'),
  /** For how many days an anchor cannot be removed. */
  anchorDays: z.coerce.number().int().min(1).max(36_500).default(1),
  /** Where an emulator of AWS answers; without it the stacks are at AWS. */
  endpointUrl: z.url().optional(),
  /** Delete the record, queues and secrets together with their stack. */
  disposable: flag.default(false),
});
export type DeploySite = z.infer<typeof DeploySite>;

const NAMES = Object.keys(DeploySite.shape);

/**
 * Reads where the stacks go. Flags win over the local stack's own `context.json`, which counts only while the
 * AWS clients are pointed at that very stack.
 */
export const readSite = (
  flagOf: (name: string) => unknown,
  env: Readonly<Record<string, string | undefined>>,
): DeploySite => {
  const kept = keptContext(env);
  const given = NAMES.map((name) => [name, flagOf(name) ?? kept[name]] as const);
  const parsed = DeploySite.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  if (!parsed.success) throw new Error(`cdk context: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

const keptContext = (env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, unknown>> => {
  const endpoint = env['AWS_ENDPOINT_URL'];
  const file = join(env['SELFRIGHT_HOME'] ?? '.local', 'context.json');
  if (endpoint === undefined || !existsSync(file)) return {};
  const kept = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  return kept['endpointUrl'] === endpoint ? kept : {};
};
