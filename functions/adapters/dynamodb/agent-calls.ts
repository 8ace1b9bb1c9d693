import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Digest } from '../../core/domain/timeline.ts';
import type { AgentCalls } from '../../core/ports/agent-calls.ts';
import { calling } from '../failures.ts';
import { getItem } from './get-items.ts';
import { agentCountFrom } from './items/agent-call.ts';
import { SCHEMA } from './items/item.ts';
import { agentCountKey, agentToldKey } from './keys.ts';
import type { Table } from './table.ts';

/** How long a count is kept after its minute. Seconds. */
const KEPT = 600;

/** Calls by agents: one item for each subject and minute, one for each call that was told; all of them expire. */
export const dynamoAgentCalls = (table: Table, digest: Digest): AgentCalls => ({
  count: (subject, minute) =>
    calling('dynamodb', async () => {
      const { Attributes = {} } = await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: agentCountKey(subject, minute, digest),
          UpdateExpression: 'SET #type = :type, #schema = :schema, expiresAt = :expires ADD calls :one',
          ExpressionAttributeNames: { '#type': 'type', '#schema': 'schema' },
          ExpressionAttributeValues: {
            ...{ ':type': 'agent_count', ':schema': SCHEMA },
            ...{ ':expires': minute * 60 + KEPT, ':one': 1 },
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return agentCountFrom(Attributes);
    }),

  isTold: async (name) => (await getItem(table, agentToldKey(name, digest))) !== undefined,

  tell: (name, until) =>
    calling('dynamodb', async () => {
      const Item = { ...agentToldKey(name, digest), type: 'agent_told', schema: SCHEMA, expiresAt: until + KEPT };
      await table.client.send(new PutCommand({ TableName: table.name, Item }));
    }),
});
