import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Grants } from '../../core/ports/grants.ts';
import { calling } from '../failures.ts';
import { grantFrom, grantItem } from './items/grant.ts';
import { GRANTS } from './keys.ts';
import { getPartition, type Table } from './table.ts';

/** Grants in the table, one item each. */
export const dynamoGrants = (table: Table): Grants => ({
  all: async () => (await getPartition(table, GRANTS)).map(grantFrom),
  put: (grant) =>
    calling('dynamodb', async () => {
      await table.client.send(new PutCommand({ TableName: table.name, Item: grantItem(grant) }));
    }),
});
