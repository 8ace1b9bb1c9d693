import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SourceSecrets } from '../functions/core/contracts/secrets.ts';
import { clientSettings } from './aws.ts';
import { CommandFailed, EXIT } from './exit.ts';
import type { Stack } from './stack.ts';

/** What each source proves itself with, the newer one of two; undefined when the stack does not say where they lie. */
export const sourceSecrets = async (stack: Stack): Promise<Readonly<Record<string, string>> | undefined> => {
  const { secrets, sourceSecretsArn, endpointUrl } = stack;
  if (secrets !== undefined || sourceSecretsArn === undefined) return secrets;
  const client = new SecretsManagerClient(clientSettings(endpointUrl));
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: sourceSecretsArn }));
    const all = SourceSecrets.parse(JSON.parse(SecretString));
    return Object.fromEntries(Object.entries(all).map(([source, value]) => [source, [value].flat()[0] ?? '']));
  } catch (error) {
    // What the parser says may quote the secret, so only its kind is told.
    const kind = error instanceof Error ? error.name : 'unknown error';
    throw new CommandFailed(EXIT.unreachable, `${sourceSecretsArn} cannot be read: ${kind}`, 'may this role read it?');
  } finally {
    client.destroy();
  }
};
