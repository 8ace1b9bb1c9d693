import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Digest } from '../../core/domain/timeline.ts';
import type { HeldAlerts, Windows } from '../../core/ports/windows.ts';
import { calling } from '../failures.ts';
import { heldFrom, heldItem, windowFrom, windowItem } from './items/window.ts';
import { HELD_ALERTS, heldKey, RECENT, WINDOWS } from './keys.ts';
import { getPartition, queryPages, type RawItem, type Table } from './table.ts';

const put = (table: Table, Item: RawItem): Promise<void> =>
  calling('dynamodb', async () => {
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
  });

/** Maintenance windows in the table, one item each. */
export const dynamoWindows = (table: Table): Windows => ({
  all: async () => (await getPartition(table, WINDOWS)).map(windowFrom),
  put: (window) => put(table, windowItem(window)),
});

/** Held alerts in the table, one item each, listed by the index. */
export const dynamoHeldAlerts = (table: Table, digest: Digest): HeldAlerts => ({
  hold: async (held) => {
    await Promise.all(held.map((one) => put(table, heldItem(one, digest))));
  },
  release: async (episodes) => {
    const remove = (episode: (typeof episodes)[number]) =>
      calling('dynamodb', () =>
        table.client.send(new DeleteCommand({ TableName: table.name, Key: heldKey(episode, digest) })),
      );
    await Promise.all(episodes.map(remove));
  },
  all: async () => {
    const items: RawItem[] = [];
    const query = {
      IndexName: RECENT,
      KeyConditionExpression: 'gsi1pk = :held',
      ExpressionAttributeValues: { ':held': HELD_ALERTS },
    };
    for await (const page of queryPages(table, query)) items.push(...page);
    return items.map(heldFrom);
  },
});
