import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Connections } from '../../functions/adapters/secrets/connections.ts';
import { jsonSecret } from '../../functions/adapters/secrets/json-secret.ts';
import { IntegrationSecrets } from '../../functions/core/contracts/secrets.ts';
import type { SecretNames } from '../../functions/core/domain/health/work.ts';
import { sourceSecrets } from '../source-secrets.ts';
import type { Stack } from '../stack.ts';

/** What the members of the stack's secrets are called; their values go nowhere. */
export const secretNames = async (client: SecretsManagerClient, stack: Stack): Promise<SecretNames> => {
  const clock = () => new Date();
  const { connectionsSecretArn, integrationsSecretArn } = stack;
  const [sources, connections, integrations] = await Promise.all([
    sourceSecrets(stack),
    connectionsSecretArn && jsonSecret(client, connectionsSecretArn, Connections, clock).current(),
    integrationsSecretArn && jsonSecret(client, integrationsSecretArn, IntegrationSecrets, clock).current(),
  ]);
  return {
    ...(sources && { sources: Object.keys(sources) }),
    ...(connections && { connections: Object.keys(connections) }),
    ...(integrations && { integrations: Object.keys(integrations) }),
  };
};
