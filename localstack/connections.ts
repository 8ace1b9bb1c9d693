import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { StackContext } from './context.ts';
import { EMULATOR_AWS } from './emulator.ts';
import { LocalProblem } from './problem.ts';

/** The address of the stand-in's workflow that posts to a channel, with what opens it, as Microsoft makes them. */
const workflowUrl = ({ teamsUrl, teamsSignature }: Pick<StackContext, 'teamsUrl' | 'teamsSignature'>): string =>
  `${teamsUrl}/workflows/incidents/triggers/manual/paths/invoke?api-version=2016-06-01&sig=${teamsSignature}`;

/** Puts the local database's address and the storefront's admin key where a person would put real ones: into the connections secret, never a template. */
export const fillConnections = async (
  endpoint: string,
  context: Pick<
    StackContext,
    | 'databaseUrl'
    | 'adminKey'
    | 'slackBotToken'
    | 'slackSigningSecret'
    | 'jiraWebhookSecret'
    | 'teamsUrl'
    | 'teamsSignature'
  >,
): Promise<void> => {
  const { databaseUrl, adminKey, slackBotToken: botToken, slackSigningSecret: signingSecret } = context;
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  const at = { endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } };
  const formation = new CloudFormationClient(at);
  const secrets = new SecretsManagerClient(at);
  try {
    const { Stacks = [] } = await formation.send(new DescribeStacksCommand({ StackName: 'SelfrightState' }));
    const output = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'ConnectionsSecretArn');
    if (output?.OutputValue === undefined) {
      throw new LocalProblem('the state stack does not say where its connections secret is', {
        remedy: 'see that lib/stacks/state-stack.ts has the output ConnectionsSecretArn',
      });
    }
    const put = (SecretId: string, value: unknown) =>
      secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value) }));
    await put(output.OutputValue, { database: databaseUrl, 'storefront-admin': adminKey });
    const integrations = Stacks[0]?.Outputs?.find(
      ({ OutputKey }) => OutputKey === 'IntegrationsSecretArn',
    )?.OutputValue;
    // The stand-in for Jira asks only that somebody says who they are.
    if (integrations !== undefined) {
      await put(integrations, {
        jira: {
          email: 'selfright@example.test',
          apiToken: 'local-stand-in-token',
          webhookSecret: context.jiraWebhookSecret,
        },
        slack: { botToken, signingSecret },
        teams: { urls: { incidents: workflowUrl(context) } },
      });
    }
  } finally {
    formation.destroy();
    secrets.destroy();
  }
};
