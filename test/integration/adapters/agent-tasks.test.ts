import { afterAll, describe } from 'vitest';
import { dynamoAgentTasks } from '../../../functions/adapters/dynamodb/agent-tasks.ts';
import { agentTasksContract } from '../../contract/agent-tasks.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const tables: Awaited<ReturnType<typeof scratchTable>>[] = [];

afterAll(() => Promise.all(tables.map(({ drop }) => drop())));

describe('tasks of other agents in DynamoDB', () =>
  agentTasksContract(async () => {
    const table = await scratchTable();
    tables.push(table);
    return dynamoAgentTasks(table);
  }));
