import { afterAll, describe } from 'vitest';
import { dynamoDeliveries } from '../../../functions/adapters/dynamodb/deliveries.ts';
import { deliveriesContract } from '../../contract/deliveries.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const tables: Awaited<ReturnType<typeof scratchTable>>[] = [];

afterAll(() => Promise.all(tables.map(({ drop }) => drop())));

describe('deliveries in DynamoDB', () =>
  deliveriesContract(async () => {
    const table = await scratchTable();
    tables.push(table);
    return dynamoDeliveries(table);
  }));
