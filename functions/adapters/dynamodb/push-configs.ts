import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { PushConfigs } from '../../core/ports/push-configs.ts';
import { calling } from '../failures.ts';
import { pushFrom, pushItem } from './items/push-config.ts';
import { pushesOf, pushKey } from './keys.ts';
import { getPartition, type Table } from './table.ts';

/** One item for each address, under its incident, so that whoever delivers finds them all. */
export const dynamoPushConfigs = (table: Table): PushConfigs => ({
  keep: async (config) => {
    await calling('dynamodb', () =>
      table.client.send(new PutCommand({ TableName: table.name, Item: pushItem(config) })),
    );
  },
  remove: async (incidentId, taskId, id) => {
    const Key = pushKey(incidentId, taskId, id);
    await calling('dynamodb', () => table.client.send(new DeleteCommand({ TableName: table.name, Key })));
  },
  of: async (incidentId) => (await getPartition(table, pushesOf(incidentId))).map(pushFrom),
});
