import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Role } from '../functions/core/domain/role.ts';
import { homeOf, pathsOf } from '../localstack/home.ts';
import { CommandFailed, EXIT } from './exit.ts';

const Outputs = z.object({
  apiUrl: z.url(),
  tokens: z.record(z.string(), z.string()),
  tableName: z.string(),
  stateMachineArn: z.string(),
  queueUrl: z.url(),
  dlqUrl: z.url(),
  endpointUrl: z.url().optional(),
  prometheusUrl: z.url().optional(),
  alertmanagerUrl: z.url().optional(),
  storefrontUrl: z.url().optional(),
  /** The SNS topic by which CloudWatch alarms come in. */
  alarmTopicArn: z.string().optional(),
  /** What each source proves itself with. */
  secrets: z.record(z.string(), z.string()).optional(),
  /** The bucket of the timelines' anchors. */
  anchorBucket: z.string().optional(),
  /** Where the sources' secrets lie; a local stack has read them already. */
  sourceSecretsArn: z.string().optional(),
  /** Where connection strings and keys lie; and what opens Jira and the like. */
  connectionsSecretArn: z.string().optional(),
  integrationsSecretArn: z.string().optional(),
  /** What could not be told to the systems in which people follow incidents. */
  wakeDlqUrl: z.url().optional(),
  jiraUrl: z.url().optional(),
  grafanaUrl: z.url().optional(),
});
type Outputs = z.infer<typeof Outputs>;

/** The installation that commands talk to. */
export interface Stack extends Partial<Omit<Outputs, 'apiUrl' | 'tokens'>> {
  readonly apiUrl: string;
  /** The token to show where a role is asked for. */
  readonly tokenFor: (role: Role) => string;
}

type Env = Readonly<Record<string, string | undefined>>;

const readOutputs = (env: Env): Outputs | undefined => {
  const file = pathsOf(homeOf(env)).outputs;
  if (!existsSync(file)) return undefined;
  const parsed = Outputs.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new CommandFailed(
    EXIT.unreachable,
    `${file}: ${z.prettifyError(parsed.error)}`,
    'start the stack again: npm run up',
  );
};

/** The running local stack, or the installation that SELFRIGHT_API_URL and SELFRIGHT_TOKEN name; these win. */
export const readStack = (env: Env = process.env): Stack => {
  const apiUrl = env['SELFRIGHT_API_URL'];
  const token = env['SELFRIGHT_TOKEN'];
  if (apiUrl !== undefined) {
    const here = {
      apiUrl: apiUrl.replace(/\/$/, ''),
      ...(env['SELFRIGHT_TABLE_NAME'] && { tableName: env['SELFRIGHT_TABLE_NAME'] }),
      ...(env['SELFRIGHT_STATE_MACHINE_ARN'] && { stateMachineArn: env['SELFRIGHT_STATE_MACHINE_ARN'] }),
      ...(env['SELFRIGHT_QUEUE_URL'] && { queueUrl: env['SELFRIGHT_QUEUE_URL'] }),
      ...(env['SELFRIGHT_DLQ_URL'] && { dlqUrl: env['SELFRIGHT_DLQ_URL'] }),
      ...(env['SELFRIGHT_SOURCE_SECRETS_ARN'] && { sourceSecretsArn: env['SELFRIGHT_SOURCE_SECRETS_ARN'] }),
      ...(env['SELFRIGHT_CONNECTIONS_SECRET_ARN'] && { connectionsSecretArn: env['SELFRIGHT_CONNECTIONS_SECRET_ARN'] }),
      ...(env['SELFRIGHT_INTEGRATIONS_SECRET_ARN'] && {
        integrationsSecretArn: env['SELFRIGHT_INTEGRATIONS_SECRET_ARN'],
      }),
      ...(env['SELFRIGHT_PROMETHEUS_URL'] && { prometheusUrl: env['SELFRIGHT_PROMETHEUS_URL'] }),
      ...(env['SELFRIGHT_ALERTMANAGER_URL'] && { alertmanagerUrl: env['SELFRIGHT_ALERTMANAGER_URL'] }),
      ...(env['SELFRIGHT_JIRA_URL'] && { jiraUrl: env['SELFRIGHT_JIRA_URL'] }),
      ...(env['SELFRIGHT_GRAFANA_URL'] && { grafanaUrl: env['SELFRIGHT_GRAFANA_URL'] }),
      ...(env['SELFRIGHT_ANCHOR_BUCKET'] && { anchorBucket: env['SELFRIGHT_ANCHOR_BUCKET'] }),
      ...(env['AWS_ENDPOINT_URL'] && { endpointUrl: env['AWS_ENDPOINT_URL'] }),
    };
    return {
      ...here,
      tokenFor: (role) => token ?? missing(`SELFRIGHT_TOKEN is not set; this needs a token of ${role}`),
    };
  }
  const outputs = readOutputs(env);
  if (outputs === undefined) {
    throw new CommandFailed(
      EXIT.unreachable,
      `no stack is running here: there is no ${pathsOf(homeOf(env)).outputs}`,
      'start one with npm run up, or set SELFRIGHT_API_URL and SELFRIGHT_TOKEN',
    );
  }
  const { tokens, ...rest } = outputs;
  return { ...rest, tokenFor: (role) => token ?? tokens[role] ?? missing(`outputs.json has no token of ${role}`) };
};

const missing = (what: string): never => {
  throw new CommandFailed(EXIT.usage, what);
};
