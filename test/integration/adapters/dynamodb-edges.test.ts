import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { dynamoBrakes } from '../../../functions/adapters/dynamodb/brakes.ts';
import { dynamoGate } from '../../../functions/adapters/dynamodb/gate.ts';
import { dynamoIncidentStore } from '../../../functions/adapters/dynamodb/incident-store.ts';
import { metaKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { installPolicy } from '../../../functions/adapters/dynamodb/policy-source.ts';
import { dynamoReceiptStore } from '../../../functions/adapters/dynamodb/receipt-store.ts';
import { readWholeRecord } from '../../../functions/adapters/dynamodb/whole-table.ts';
import { FIRST, moved, opened, SECOND } from '../../contract/incident-store/steps.ts';
import { aBrake, aDraft, anAction, anAlert, anAlertGroup, aPolicy, aReceipt } from '../../support/builders.ts';
import { emulated } from '../../support/emulated.ts';
import { fixedClock } from '../../support/fakes/clock.ts';
import { testDigest } from '../../support/fakes/digest.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const drops: (() => Promise<void>)[] = [];

const record = async () => {
  const table = await scratchTable();
  drops.push(table.drop);
  const writing = { table, clock: fixedClock(), digest: testDigest };
  const overwrite = (item: Record<string, unknown>) =>
    table.client.send(new PutCommand({ TableName: table.name, Item: item }));
  return { ...writing, store: dynamoIncidentStore(writing), gate: dynamoGate(writing), overwrite };
};

afterEach(async () => {
  await Promise.all(drops.splice(0).map((drop) => drop()));
});

describe('the table as a whole', () => {
  it('reads back everything that was written, as the laws want it', async () => {
    const { store, gate, table } = await record();
    const receipts = dynamoReceiptStore(table);
    await installPolicy(table, aPolicy());
    await dynamoBrakes(table).move(aBrake({ scope: 'orders' }));
    await receipts.issue(aReceipt());
    const before = await moved(store, await opened(store, FIRST), 'diagnosing', 'mitigating');
    const action = anAction();
    await gate.start({
      before,
      action,
      services: ['checkout'],
      policyDigest: aPolicy().digest,
      entry: aDraft({ kind: 'action.started' }),
    });

    const whole = await readWholeRecord(table.client, table.name);

    expect(whole).toMatchObject({
      incidents: [await store.readWhole(FIRST)],
      receipts: [aReceipt()],
      episodes: [{ incidentId: FIRST, fingerprint: anAlert().fingerprint }],
      openPointers: [{ incidentId: FIRST }],
      locks: [{ key: action.target, incidentId: FIRST }],
      brakes: [aBrake({ scope: 'orders' })],
      policy: aPolicy(),
      unreadable: [],
    });
  });

  it('names what does not parse, and reads the rest', async () => {
    const { store, table, overwrite } = await record();
    await opened(store, FIRST);
    await overwrite({ pk: 'RECEIPT#x', sk: 'RECEIPT', type: 'receipt', schema: 1, id: 'x' });
    await overwrite({ pk: 'STRAY', sk: 'STRAY' });
    await overwrite({ ...metaKey(SECOND), type: 'incident', schema: 2 });

    const whole = await readWholeRecord(table.client, table.name);

    expect(whole.incidents).toHaveLength(1);
    expect(whole.unreadable.map(({ key }) => key).sort()).toEqual([
      `INCIDENT#${SECOND} META`,
      'RECEIPT#x RECEIPT',
      'STRAY STRAY',
    ]);
  });
});

describe('the table as an edge', () => {
  it('fails on an item of another shape, rather than passing it on', async () => {
    const { store, overwrite } = await record();
    await overwrite({ ...metaKey(FIRST), type: 'incident', schema: 1, id: FIRST, status: 'asleep' });

    const read = store.read(FIRST);

    await expect(read).rejects.toMatchObject({
      name: 'ContractViolation',
      message: expect.stringContaining(`INCIDENT#${FIRST} META does not parse: status`),
    });
  });

  it('keeps an alert of any size within an item', async () => {
    const { store, table } = await record();
    await opened(store, FIRST, anAlertGroup({ alerts: [anAlert({ annotations: { log: 'x'.repeat(60_000) } })] }));

    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));

    const longest = Math.max(...Items.map((item) => JSON.stringify(item).length));
    expect(longest).toBeLessThan(20_000);
  });

  it('refuses a cursor that it did not give', async () => {
    const { store } = await record();

    const page = store.list({ limit: 1, cursor: 'eyJwayI6ICJQT0xJQ1kifQ' });

    await expect(page).rejects.toMatchObject({ name: 'ContractViolation' });
  });

  it('keeps episodes for fourteen days and receipts for thirty', async () => {
    const { store, table, clock } = await record();
    await opened(store, FIRST);
    await dynamoReceiptStore(table).issue(aReceipt());

    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));

    const now = clock().getTime() / 1000;
    const days = Items.flatMap(({ type, expiresAt }) =>
      typeof expiresAt === 'number' ? [[type, (expiresAt - now) / 86_400]] : [],
    );
    expect(new Map(days.map(([type, kept]) => [type, kept]))).toEqual(
      new Map([
        ['episode', 14],
        ['receipt', 30],
      ]),
    );
  });

  it('fails as unavailable where nothing listens', async () => {
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ ...emulated(), endpoint: 'http://127.0.0.1:9', maxAttempts: 1 }),
    );
    const store = dynamoIncidentStore({ table: { client, name: 'none' }, clock: fixedClock(), digest: testDigest });

    const answers = await Promise.allSettled([
      store.read(FIRST),
      store.read(SECOND),
      store.readWhole(FIRST),
      opened(store, FIRST),
    ]);

    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.name)).toEqual(
      Array.from({ length: 4 }, () => 'DependencyUnavailable'),
    );
  });

  it('fails for good where the table does not exist', async () => {
    const { table, clock, digest } = await record();
    const store = dynamoIncidentStore({ table: { client: table.client, name: 'no-such-table' }, clock, digest });

    const read = store.read(FIRST);

    await expect(read).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});
