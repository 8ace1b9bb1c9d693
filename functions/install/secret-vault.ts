import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { Fill, Random } from './filled.ts';

/** Rewrites a secret if its rule says so. The value is neither returned nor logged. */
export const makeFillSecret =
  (client: SecretsManagerClient, random: Random) =>
  async (arn: string, fill: Fill): Promise<boolean> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    const text = fill(SecretString ?? '{}', random);
    if (text === undefined) return false;
    await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: text }));
    return true;
  };
