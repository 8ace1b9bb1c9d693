import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Brakes } from '../../core/ports/brakes.ts';
import { calling } from '../failures.ts';
import { brakeFrom, brakeItem } from './items/brake.ts';
import { BRAKES } from './keys.ts';
import { getPartition, type Table } from './table.ts';

/** The brakes in the table, one item each. */
export const dynamoBrakes = (table: Table): Brakes => ({
  all: async () => (await getPartition(table, BRAKES)).map(brakeFrom),
  move: (brake) =>
    calling('dynamodb', async () => {
      await table.client.send(new PutCommand({ TableName: table.name, Item: brakeItem(brake) }));
    }),
});
