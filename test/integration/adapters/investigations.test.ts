import { afterAll, describe } from 'vitest';
import { dynamoInvestigations } from '../../../functions/adapters/dynamodb/investigations.ts';
import { investigationsContract } from '../../contract/investigations.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const tables: Awaited<ReturnType<typeof scratchTable>>[] = [];

afterAll(() => Promise.all(tables.map(({ drop }) => drop())));

describe('investigations in DynamoDB', () =>
  investigationsContract(async () => {
    const table = await scratchTable();
    tables.push(table);
    return dynamoInvestigations(table);
  }));
