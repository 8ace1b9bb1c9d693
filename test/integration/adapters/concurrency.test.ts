import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lambdaConcurrency } from '../../../functions/adapters/lambda/concurrency.ts';
import { lambdaActionRunner, lambdaTargets } from '../../../functions/adapters/lambda/connector.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';
import { releasedFunction } from '../../support/released-function.ts';

let made: Awaited<ReturnType<typeof releasedFunction>>;

beforeAll(async () => {
  made = await releasedFunction();
});

afterAll(() => made.drop());

const reserve = (reserved: number) =>
  made.client.send(
    new PutFunctionConcurrencyCommand({
      FunctionName: made.functionName,
      ReservedConcurrentExecutions: reserved,
    }),
  );

const task = (reserved: number | null, before: number | null) => ({
  ...callOf('set-concurrency', { functionName: made.functionName, reserved }),
  before: { reserved: before },
});

const runner = () => lambdaActionRunner(() => made.client);

describe('reserving executions in Lambda', () => {
  it('reserves as many as are asked for, tells what it met, and skips the second time', async () => {
    await reserve(3);

    const [ran, again] = [await runner().run(task(9, 3), 'key'), await runner().run(task(9, 3), 'key')];

    expect(ran).toEqual({ outcome: 'done', found: { reserved: 3 }, changed: { reserved: 9 } });
    expect(again).toMatchObject({ outcome: 'skipped' });
    expect(await lambdaConcurrency(made.client).reserved(made.functionName)).toBe(9);
  });

  it('reserves none any more where none were before', async () => {
    await reserve(3);

    const ran = await runner().run(task(null, 3), 'key');

    expect(ran).toMatchObject({ outcome: 'done', changed: { reserved: null } });
    expect(await lambdaTargets(() => made.client).look(task(null, 3))).toEqual({ reserved: null });
  });

  it('fails when somebody changed it since, and leaves it alone', async () => {
    await reserve(5);

    const ran = await runner().run(task(9, 3), 'key');

    expect(ran).toMatchObject({ outcome: 'failed', found: { reserved: 5 } });
    expect(await lambdaConcurrency(made.client).reserved(made.functionName)).toBe(5);
  });

  it('tells after a crash whether it has happened', async () => {
    await reserve(3);

    const before = await runner().inspect(task(9, 3), 'key');
    await reserve(9);
    const after = await runner().inspect(task(9, 3), 'key');

    expect([before.outcome, after.outcome]).toEqual(['not_done', 'done']);
  });

  it('refuses to reserve nothing at all: that would stop the function', async () => {
    const ran = runner().run(task(0, 3), 'key');

    await expect(ran).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});
