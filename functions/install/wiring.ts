import { randomBytes } from 'node:crypto';
import { sha256 } from '../adapters/crypto/digest.ts';
import { installPolicy } from '../adapters/dynamodb/policy-source.ts';
import { SOURCE_NAMES } from '../adapters/sources/index.ts';
import { dynamoDbClient, secretsManagerClient } from '../runtime/clients.ts';
import type { Env } from './env.ts';
import { fillOperatorTokens, fillSourceSecrets } from './filled.ts';
import { makeInstall } from './install.ts';
import { makeFillSecret } from './secret-vault.ts';

/** 256 bits, in characters that need no quoting anywhere. */
const random = (): string => randomBytes(32).toString('base64url');

export const wire = (env: Env) => {
  const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
  const fillSecret = makeFillSecret(secretsManagerClient(), random);
  return makeInstall({
    digest: sha256,
    storePolicy: (policy) => installPolicy(table, policy),
    fillSecrets: async () => {
      const [tokens, sources] = await Promise.all([
        fillSecret(env.OPERATOR_TOKENS_ARN, fillOperatorTokens),
        fillSecret(env.SOURCE_SECRETS_ARN, fillSourceSecrets(SOURCE_NAMES)),
      ]);
      return [...(tokens ? ['operator tokens'] : []), ...(sources ? ['source secrets'] : [])];
    },
  });
};
