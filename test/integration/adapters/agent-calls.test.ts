import { afterAll, describe } from 'vitest';
import { sha256 } from '../../../functions/adapters/crypto/digest.ts';
import { dynamoAgentCalls } from '../../../functions/adapters/dynamodb/agent-calls.ts';
import { agentCallsContract } from '../../contract/agent-calls.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const tables: Awaited<ReturnType<typeof scratchTable>>[] = [];

afterAll(() => Promise.all(tables.map(({ drop }) => drop())));

describe('calls by agents in DynamoDB', () =>
  agentCallsContract(async () => {
    const table = await scratchTable();
    tables.push(table);
    return dynamoAgentCalls(table, sha256);
  }));
