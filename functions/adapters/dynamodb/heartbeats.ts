import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Heartbeats } from '../../core/ports/heartbeats.ts';
import { calling } from '../failures.ts';
import { heartbeatFrom, heartbeatItem } from './items/heartbeat.ts';
import { HEARTBEATS } from './keys.ts';
import { getPartition, type Table } from './table.ts';

/** The newest beat of each heartbeat, one item each. */
export const dynamoHeartbeats = (table: Table): Heartbeats => ({
  all: async () => (await getPartition(table, HEARTBEATS)).map(heartbeatFrom),
  beat: (beat) =>
    calling('dynamodb', async () => {
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: heartbeatItem(beat),
            ConditionExpression: 'attribute_not_exists(pk) OR #at < :at',
            ExpressionAttributeNames: { '#at': 'at' },
            ExpressionAttributeValues: { ':at': beat.at },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    }),
});
