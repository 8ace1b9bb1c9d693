import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../functions/adapters/dynamodb/table.ts';
import { dynamoDbClient } from '../../functions/runtime/clients.ts';

/** A table of a test's own, laid out as the deployed one, on whatever `AWS_ENDPOINT_URL` names. */
export const scratchTable = async (): Promise<Table & { readonly drop: () => Promise<void> }> => {
  const name = `scratch-${randomUUID()}`;
  const admin = new DynamoDBClient({});
  await admin.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'Recent',
          KeySchema: [
            { AttributeName: 'gsi1pk', KeyType: 'HASH' },
            { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client: admin, maxWaitTime: 20, minDelay: 1 }, { TableName: name });
  return {
    client: dynamoDbClient(),
    name,
    drop: async () => {
      await admin.send(new DeleteTableCommand({ TableName: name }));
      admin.destroy();
    },
  };
};
