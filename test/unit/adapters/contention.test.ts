import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { dynamoGate } from '../../../functions/adapters/dynamodb/gate.ts';
import { dynamoIncidentStore } from '../../../functions/adapters/dynamodb/incident-store.ts';
import { aDraft, anAction, anAlertGroup, anIncident, anOpening, someAlerts } from '../../support/builders.ts';
import { fixedClock } from '../../support/fakes/clock.ts';
import { testDigest } from '../../support/fakes/digest.ts';

const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** A table whose transactions end as told, one after another; the last ending stays. */
const tableThat = (...endings: readonly (TransactionCanceledException | 'written')[]) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const answers = mockClient(client);
  let call = 0;
  answers.on(TransactWriteCommand).callsFake(() => {
    const ending = endings[Math.min(call, endings.length - 1)];
    call += 1;
    if (ending !== 'written') throw ending;
    return {};
  });
  const writing = { table: { client, name: 'record' }, clock: fixedClock(), digest: testDigest };
  return {
    store: dynamoIncidentStore(writing),
    gate: dynamoGate(writing),
    transactions: () => answers.commandCalls(TransactWriteCommand).map(({ args: [{ input }] }) => input),
  };
};

describe('a transaction that met another one', () => {
  it('is told as taken by an opening, which is sent once', async () => {
    const { store, transactions } = tableThat(cancelled('TransactionConflict', 'None'));

    const answer = await store.open(anOpening());

    expect(answer).toEqual({ outcome: 'taken' });
    expect(transactions()).toHaveLength(1);
  });

  it('is told as a conflict by a change and by the gate', async () => {
    const { store, gate } = tableThat(cancelled('None', 'TransactionConflict'));
    const before = anIncident({ status: 'mitigating' });
    const request = { before, action: anAction(), services: ['checkout'], policyDigest: 'p', entry: aDraft() };

    const answers = await Promise.all([store.commit(before, { entries: [aDraft()] }), gate.start(request)]);

    expect(answers).toEqual([{ outcome: 'conflict' }, { outcome: 'conflict' }]);
  });

  it('is sent again for the alerts that did not fit into the opening', async () => {
    const { store, transactions } = tableThat('written', cancelled('TransactionConflict'), 'written');

    const answer = await store.open(anOpening({}, anAlertGroup({ alerts: someAlerts(42) })));

    expect(answer.outcome).toBe('opened');
    expect(transactions().map(({ TransactItems = [] }) => TransactItems.length)).toEqual([48, 41, 41]);
  });

  it('is not held up by episodes that others took meanwhile', async () => {
    const { store, transactions } = tableThat('written', cancelled('None', 'ConditionalCheckFailed'), 'written');

    await store.open(anOpening({}, anAlertGroup({ alerts: someAlerts(24) })));

    expect(transactions().map(({ TransactItems = [] }) => TransactItems.length)).toEqual([48, 5, 3]);
  });
});

describe('a transaction that cannot be', () => {
  it.each([
    ['ThrottlingError', 'DependencyUnavailable'],
    ['ProvisionedThroughputExceeded', 'DependencyUnavailable'],
    ['ItemCollectionSizeLimitExceeded', 'DependencyUnavailable'],
    ['ValidationError', 'ContractViolation'],
  ])('fails with %s as %s, rather than as a conflict', async (code, name) => {
    const { store } = tableThat(cancelled('None', code));

    const answer = store.open(anOpening());

    await expect(answer).rejects.toMatchObject({ name });
  });

  it('fails when it was cancelled for no reason that is told', async () => {
    const { store } = tableThat(cancelled());

    const answer = store.open(anOpening());

    await expect(answer).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});
