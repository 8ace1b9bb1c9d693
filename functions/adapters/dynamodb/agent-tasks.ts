import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AgentTasks } from '../../core/ports/agent-tasks.ts';
import { calling } from '../failures.ts';
import { getItem } from './get-items.ts';
import { agentTaskFrom, agentTaskItem, agentTaskPlace } from './items/agent-task.ts';
import { AGENT_TASKS, agentTaskKey, RECENT } from './keys.ts';
import { queryPages, type Table } from './table.ts';

/** Tasks of other agents: one item each, found again by id, or by agent and owner through the index. */
export const dynamoAgentTasks = (table: Table): AgentTasks => ({
  find: async (id) => {
    const item = await getItem(table, agentTaskKey(id));
    return item && agentTaskFrom(item);
  },

  save: (task) =>
    calling('dynamodb', async () => {
      const saved = { ...task, version: task.version + 1 };
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: agentTaskItem(saved),
            ConditionExpression: task.version === 0 ? 'attribute_not_exists(pk)' : 'version = :seen',
            ...(task.version > 0 && { ExpressionAttributeValues: { ':seen': task.version } }),
          }),
        );
        return { outcome: 'saved', task: saved };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return { outcome: 'conflict' };
        throw error;
      }
    }),

  of: async (agent, owner, limit, before) => {
    const query = {
      IndexName: RECENT,
      KeyConditionExpression: `gsi1pk = :pk${before ? ' AND gsi1sk < :before' : ''}`,
      ExpressionAttributeValues: {
        ':pk': AGENT_TASKS(agent, owner),
        ...(before && { ':before': agentTaskPlace(before) }),
      },
      ScanIndexForward: false,
      Limit: limit,
    };
    for await (const page of queryPages(table, query)) return page.map(agentTaskFrom);
    return [];
  },
});
