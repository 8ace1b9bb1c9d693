import { afterAll, describe } from 'vitest';
import { dynamoPushConfigs } from '../../../functions/adapters/dynamodb/push-configs.ts';
import { pushConfigsContract } from '../../contract/push-configs.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const tables: Awaited<ReturnType<typeof scratchTable>>[] = [];

afterAll(() => Promise.all(tables.map(({ drop }) => drop())));

describe('addresses of peers in DynamoDB', () =>
  pushConfigsContract(async () => {
    const table = await scratchTable();
    tables.push(table);
    return dynamoPushConfigs(table);
  }));
