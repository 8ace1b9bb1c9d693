import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Receipt } from '../../core/domain/receipt.ts';
import type { ReceiptStore } from '../../core/ports/receipt-store.ts';
import { calling } from '../failures.ts';
import { getItem } from './get-items.ts';
import { receiptFrom, receiptItem } from './items/receipt.ts';
import { QUEUED_RECEIPTS, RECENT, RECENT_RECEIPTS, receiptKey } from './keys.ts';
import { queryPages, type Table } from './table.ts';

/** Receipts in the table. The first terminal state stands, but for a dead letter that was sent back. */
export const dynamoReceiptStore = (table: Table): ReceiptStore => ({
  issue: (receipt) => writeUnlessSettled(table, receipt),
  settle: (receipt) => writeUnlessSettled(table, receipt),

  read: async (id) => {
    const item = await getItem(table, receiptKey(id));
    return item && receiptFrom(item);
  },

  stuck: async (before, limit) => {
    const oldest = await listed(table, QUEUED_RECEIPTS, true, limit);
    return oldest.filter(({ receivedAt }) => receivedAt < before);
  },

  list: async (limit) => {
    const both = [QUEUED_RECEIPTS, RECENT_RECEIPTS].map((partition) => listed(table, partition, false, limit));
    // One that settles right now may be listed as both.
    const newest = new Map((await Promise.all(both)).flat().map((receipt) => [receipt.id, receipt]));
    return [...newest.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  },
});

const listed = async (table: Table, partition: string, oldestFirst: boolean, limit: number): Promise<Receipt[]> => {
  const receipts: Receipt[] = [];
  const pages = queryPages(table, {
    IndexName: RECENT,
    KeyConditionExpression: 'gsi1pk = :partition',
    ExpressionAttributeValues: { ':partition': partition },
    ScanIndexForward: oldestFirst,
    Limit: limit,
  });
  for await (const page of pages) {
    receipts.push(...page.map(receiptFrom));
    if (receipts.length >= limit) break;
  }
  return receipts.slice(0, limit);
};

const writeUnlessSettled = ({ client, name }: Table, receipt: Receipt): Promise<void> =>
  calling('dynamodb', async () => {
    const leaves = { ':queued': 'queued', ...(receipt.redrivenAt && { ':dead': 'dead_lettered' }) };
    try {
      await client.send(
        new PutCommand({
          TableName: name,
          Item: receiptItem(receipt),
          ConditionExpression: `attribute_not_exists(pk) OR #state IN (${Object.keys(leaves).join(', ')})`,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: leaves,
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  });
