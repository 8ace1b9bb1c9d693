import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { DependencyUnavailable } from '../../core/domain/errors.ts';
import type { ReportedChange } from '../../core/domain/reported-change.ts';
import type { ReportedChanges } from '../../core/ports/changes.ts';
import { calling } from '../failures.ts';
import { changeFrom, changeItem } from './items/change.ts';
import { changeKey, RECENT, RECENT_CHANGES } from './keys.ts';
import { queryPages, type RawItem, type Table } from './table.ts';

/** Changes of one stretch of time that are read. */
const MOST = 200;

/** Reported changes in the table, one item each, listed by the index. */
export const dynamoReportedChanges = (table: Table): ReportedChanges => {
  const listed = async (condition: string, values: RawItem, limit: number): Promise<readonly ReportedChange[]> => {
    const items: RawItem[] = [];
    const query = {
      IndexName: RECENT,
      KeyConditionExpression: `gsi1pk = :changes${condition}`,
      ExpressionAttributeValues: { ':changes': RECENT_CHANGES, ...values },
      ScanIndexForward: false,
      Limit: limit,
    };
    for await (const page of queryPages(table, query)) {
      items.push(...page);
      if (items.length >= limit) break;
    }
    return items.slice(0, limit).map(changeFrom);
  };

  const putOnce = async (change: ReportedChange): Promise<boolean> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: changeItem(change),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    record: async (change) => {
      if (await calling('dynamodb', () => putOnce(change))) return { outcome: 'recorded', change };
      const known = await calling('dynamodb', () =>
        table.client.send(new GetCommand({ TableName: table.name, Key: changeKey(change.id), ConsistentRead: true })),
      );
      if (known.Item === undefined) throw new DependencyUnavailable('dynamodb', `${change.id} was there and is not`);
      return { outcome: 'known', change: changeFrom(known.Item) };
    },
    newest: (limit) => listed('', {}, limit),
    // Behind every id of its last moment.
    between: (from, to) => listed(' AND gsi1sk BETWEEN :from AND :to', { ':from': from, ':to': `${to}#~` }, MOST),
  };
};
