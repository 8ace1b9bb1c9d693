import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { OperatorTokens, SourceSecrets } from '../functions/core/contracts/secrets.ts';
import { apiUrlOf, EMULATOR_AWS } from './emulator.ts';
import { pathsOf } from './home.ts';
import { LocalProblem } from './problem.ts';
import { Profile } from './profile.ts';

const url = z.url();

/** Everything that drives a running stack needs to know; kept in `outputs.json`, readable by its owner only. */
export const Outputs = z.object({
  apiUrl: url,
  consoleUrl: url,
  tableName: z.string(),
  queueUrl: url,
  dlqUrl: url,
  stateMachineArn: z.string(),
  escalationTopicArn: z.string(),
  /** Where the heads of timelines are kept under object lock. */
  anchorBucket: z.string(),
  triggerFunctionName: z.string(),
  /** The Lambda that takes CloudWatch alarms without HTTP. */
  alarmFunctionArn: z.string(),
  /** Where connection strings and keys lie; and what opens Jira and the like. */
  connectionsSecretArn: z.string(),
  integrationsSecretArn: z.string(),
  /** What could not be told to the systems in which people follow incidents. */
  wakeDlqUrl: url,
  /** Where the shop's CloudWatch alarms would publish. */
  alarmTopicArn: z.string(),
  endpointUrl: url,
  prometheusUrl: url,
  alertmanagerUrl: url,
  storefrontUrl: url,
  jiraUrl: url.optional(),
  slackUrl: url.optional(),
  teamsUrl: url.optional(),
  tokens: z.object({
    viewer: z.string(),
    responder: z.string(),
    approver: z.string(),
    approver2: z.string(),
    admin: z.string(),
    reporter: z.string(),
  }),
  secrets: z.record(z.string(), z.string()),
  profile: Profile,
  storefront: z.record(z.string(), z.object({ service: z.string(), url, pid: z.int().optional() })),
  databaseUrl: z.string(),
  /** The database's administrator; Selfright itself never gets it. */
  databaseAdminUrl: z.string(),
  home: z.string(),
});
export type Outputs = z.infer<typeof Outputs>;

/** What the deployment alone knows. */
export type Deployed = Pick<
  Outputs,
  | 'apiUrl'
  | 'consoleUrl'
  | 'tableName'
  | 'queueUrl'
  | 'dlqUrl'
  | 'stateMachineArn'
  | 'escalationTopicArn'
  | 'anchorBucket'
  | 'triggerFunctionName'
  | 'alarmFunctionArn'
  | 'connectionsSecretArn'
  | 'integrationsSecretArn'
  | 'wakeDlqUrl'
  | 'tokens'
  | 'secrets'
>;

/** What the three stacks say of themselves, taken together. */
const StackOutputs = z.object({
  TableName: z.string(),
  OperatorTokensSecretArn: z.string(),
  SourceSecretsSecretArn: z.string(),
  QueueUrl: z.string(),
  DlqUrl: z.string(),
  EscalationTopicArn: z.string(),
  AnchorBucketName: z.string(),
  RestApiId: z.string(),
  StateMachineArn: z.string(),
  TriggerFunctionName: z.string(),
  AlarmFunctionArn: z.string(),
  ConnectionsSecretArn: z.string(),
  IntegrationsSecretArn: z.string(),
  WakeDlqUrl: z.string(),
});

const STACKS = ['SelfrightState', 'SelfrightResponse', 'SelfrightDrill'] as const;

const clientsAt = (endpointUrl: string) => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  const at = { endpoint: endpointUrl, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } };
  return { formation: new CloudFormationClient(at), secrets: new SecretsManagerClient(at) };
};

/** Reads what the stacks say of themselves, and the secrets that they made. */
export const readDeployment = async (endpointUrl: string): Promise<Deployed> => {
  const { formation, secrets } = clientsAt(endpointUrl);
  const outputsOf = async (name: string): Promise<readonly (readonly [string, string])[]> => {
    const { Stacks = [] } = await formation.send(new DescribeStacksCommand({ StackName: name }));
    return (Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
  };
  const secret = async <T>(id: string, schema: z.ZodType<T>): Promise<T> => {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: id }));
    return parsed('a secret of the state stack', schema, JSON.parse(SecretString));
  };
  try {
    const said = Object.fromEntries((await Promise.all(STACKS.map(outputsOf))).flat());
    const stacks = parsed('the outputs of the stacks', StackOutputs, said);
    const [operators, sources] = await Promise.all([
      secret(stacks.OperatorTokensSecretArn, OperatorTokens),
      secret(stacks.SourceSecretsSecretArn, SourceSecrets),
    ]);
    const apiUrl = apiUrlOf(endpointUrl, stacks.RestApiId);
    const tokens = Object.fromEntries(Object.entries(operators).map(([subject, { token }]) => [subject, token]));
    const first = (value: string | readonly string[]): string => [value].flat()[0] ?? '';
    return {
      apiUrl,
      consoleUrl: `${apiUrl}/console/`,
      tableName: stacks.TableName,
      queueUrl: stacks.QueueUrl,
      dlqUrl: stacks.DlqUrl,
      stateMachineArn: stacks.StateMachineArn,
      escalationTopicArn: stacks.EscalationTopicArn,
      anchorBucket: stacks.AnchorBucketName,
      triggerFunctionName: stacks.TriggerFunctionName,
      alarmFunctionArn: stacks.AlarmFunctionArn,
      connectionsSecretArn: stacks.ConnectionsSecretArn,
      integrationsSecretArn: stacks.IntegrationsSecretArn,
      wakeDlqUrl: stacks.WakeDlqUrl,
      tokens: parsed('the operator tokens', Outputs.shape.tokens, tokens),
      secrets: Object.fromEntries(Object.entries(sources).map(([source, value]) => [source, first(value)])),
    };
  } finally {
    formation.destroy();
    secrets.destroy();
  }
};

const parsed = <T>(what: string, schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new LocalProblem(`${what} are not as agreed: ${z.prettifyError(result.error)}`, {
    remedy: 'see that lib/stacks and localstack/outputs.ts name the same outputs',
  });
};

export const writeOutputs = (home: string, outputs: Outputs): void => {
  const file = pathsOf(home).outputs;
  writeFileSync(`${file}.new`, `${JSON.stringify(outputs, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};

/** The outputs of the home's stack; fails with advice when none runs there. */
export const readOutputs = (home: string): Outputs => {
  const file = pathsOf(home).outputs;
  if (!existsSync(file)) {
    throw new LocalProblem(`no local stack runs in ${home}`, { remedy: 'start one with npm run up' });
  }
  return parsed(file, Outputs, JSON.parse(readFileSync(file, 'utf8')));
};
