import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Investigations } from '../../core/ports/investigations.ts';
import { calling } from '../failures.ts';
import { investigationFrom, investigationItem } from './items/investigation.ts';
import { investigationsOf } from './keys.ts';
import { getPartition, type Table } from './table.ts';

/** What models said, one item each, under a partition of its own: nothing that reads an incident ever holds it. */
export const dynamoInvestigations = (table: Table): Investigations => ({
  keep: async (investigation) => {
    await calling('dynamodb', () =>
      table.client.send(new PutCommand({ TableName: table.name, Item: investigationItem(investigation) })),
    );
  },
  of: async (id) => (await getPartition(table, investigationsOf(id))).map(investigationFrom).toReversed(),
});
