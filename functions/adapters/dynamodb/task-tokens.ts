import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../core/ports/clock.ts';
import type { TaskTokens } from '../../core/ports/task-tokens.ts';
import { calling } from '../failures.ts';
import { getItem } from './get-items.ts';
import { taskTokenFrom, taskTokenItem } from './items/task-token.ts';
import { taskTokenKey } from './keys.ts';
import type { Table } from './table.ts';

const TWO_DAYS = 2 * 86_400;

/** Task tokens in the table, apart from the incidents that they belong to. */
export const dynamoTaskTokens = (table: Table, clock: Clock): TaskTokens => ({
  keep: (incidentId, approvalId, token) =>
    calling('dynamodb', async () => {
      const expiresAt = Math.floor(clock().getTime() / 1000) + TWO_DAYS;
      const Item = taskTokenItem({ incidentId, approvalId, token, expiresAt });
      await table.client.send(new PutCommand({ TableName: table.name, Item }));
    }),
  of: async (incidentId, approvalId) => {
    const item = await getItem(table, taskTokenKey(incidentId, approvalId));
    return item && taskTokenFrom(item).token;
  },
});
