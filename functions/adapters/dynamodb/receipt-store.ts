import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Receipt } from '../../core/domain/receipt.ts';
import type { ReceiptStore } from '../../core/ports/receipt-store.ts';
import { calling } from '../failures.ts';
import { getItem } from './get-items.ts';
import { receiptFrom, receiptItem } from './items/receipt.ts';
import { RECENT, RECENT_RECEIPTS, receiptKey } from './keys.ts';
import { queryPages, type Table } from './table.ts';

/** Receipts in the table. The first terminal state stands. */
export const dynamoReceiptStore = (table: Table): ReceiptStore => ({
  issue: (receipt) => writeUnlessSettled(table, receipt),
  settle: (receipt) => writeUnlessSettled(table, receipt),

  read: async (id) => {
    const item = await getItem(table, receiptKey(id));
    return item && receiptFrom(item);
  },

  list: async (limit) => {
    const receipts: Receipt[] = [];
    const pages = queryPages(table, {
      IndexName: RECENT,
      KeyConditionExpression: 'gsi1pk = :receipts',
      ExpressionAttributeValues: { ':receipts': RECENT_RECEIPTS },
      ScanIndexForward: false,
      Limit: limit,
    });
    for await (const page of pages) {
      receipts.push(...page.map(receiptFrom));
      if (receipts.length >= limit) break;
    }
    return receipts.slice(0, limit);
  },
});

const writeUnlessSettled = ({ client, name }: Table, receipt: Receipt): Promise<void> =>
  calling('dynamodb', async () => {
    try {
      await client.send(
        new PutCommand({
          TableName: name,
          Item: receiptItem(receipt),
          ConditionExpression: 'attribute_not_exists(pk) OR #state = :queued',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':queued': 'queued' },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  });
