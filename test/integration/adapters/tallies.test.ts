import { afterAll, describe } from 'vitest';
import { sha256 } from '../../../functions/adapters/crypto/digest.ts';
import { dynamoIncidentStore } from '../../../functions/adapters/dynamodb/incident-store.ts';
import { dynamoTallies } from '../../../functions/adapters/dynamodb/tallies.ts';
import { talliesContract } from '../../contract/tallies.ts';
import { fixedClock } from '../../support/fakes/clock.ts';
import { scratchTable } from '../../support/scratch-table.ts';
import { incidentsWith } from '../../support/tallying.ts';

const tables: Awaited<ReturnType<typeof scratchTable>>[] = [];

afterAll(() => Promise.all(tables.map(({ drop }) => drop())));

describe('tallies in DynamoDB', () =>
  talliesContract(async () => {
    const table = await scratchTable();
    tables.push(table);
    const incident = incidentsWith(dynamoIncidentStore({ table, clock: fixedClock(), digest: sha256 }));
    return { tallies: dynamoTallies(table), incident };
  }));
