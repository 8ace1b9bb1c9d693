import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoPolicySource, installPolicy } from '../functions/adapters/dynamodb/policy-source.ts';
import type { Policy } from '../functions/core/domain/policy.ts';
import type { ServiceMode } from '../functions/core/domain/service-policy.ts';
import { EMULATOR_AWS } from './emulator.ts';
import type { Outputs } from './outputs.ts';

/** The same policy with every service that may be acted on in this mode. */
export const inMode =
  (mode: ServiceMode) =>
  (policy: Policy): Policy => ({
    ...policy,
    services: Object.fromEntries(
      Object.entries(policy.services).map(([name, service]) => [
        name,
        { ...service, mode: service.mode === 'observe' ? 'observe' : mode },
      ]),
    ),
  });

/** Puts another policy in force on a running stack while something happens, as a deployment would. */
export const underPolicy = async <T>(
  { endpointUrl, tableName }: Pick<Outputs, 'endpointUrl' | 'tableName'>,
  otherwise: (policy: Policy) => Policy,
  what: () => Promise<T>,
): Promise<T> => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: endpointUrl,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const table = { client, name: tableName };
  const before = await dynamoPolicySource(table).current();
  await installPolicy(table, { ...otherwise(before), digest: randomUUID() });
  try {
    return await what();
  } finally {
    await installPolicy(table, before);
    client.destroy();
  }
};
