import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { NO_GROWTH } from '../../core/domain/quarantine.ts';
import type { GrowthNotes } from '../../core/ports/quarantine.ts';
import { calling } from '../failures.ts';
import { getItem } from './get-items.ts';
import { SCHEMA } from './items/item.ts';
import { growthFrom } from './items/quarantined.ts';
import { growthKey } from './keys.ts';
import type { Table } from './table.ts';

/** A source that has been understood for so long has no growth to remember. */
const KEPT_SECONDS = 7 * 86_400;

/** How the quarantine of each source grows, in the table. */
export const dynamoGrowthNotes = (table: Table): GrowthNotes => ({
  read: async (source) => {
    const item = await getItem(table, growthKey(source));
    return item === undefined ? { growth: NO_GROWTH, version: 0 } : growthFrom(item);
  },

  write: (source, growth, seen) =>
    calling('dynamodb', async () => {
      const item = {
        ...growthKey(source),
        type: 'quarantine_growth',
        schema: SCHEMA,
        version: seen.version + 1,
        growth: JSON.stringify(growth),
        expiresAt: Math.floor(Date.parse(seen.at) / 1000) + KEPT_SECONDS,
      };
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: item,
            ConditionExpression: seen.version === 0 ? 'attribute_not_exists(pk)' : '#version = :seen',
            ...(seen.version > 0 && {
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':seen': seen.version },
            }),
          }),
        );
        return 'written';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'conflict';
        throw error;
      }
    }),
});
