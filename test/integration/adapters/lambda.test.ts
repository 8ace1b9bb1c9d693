import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lambdaActionRunner, lambdaTargets } from '../../../functions/adapters/lambda/connector.ts';
import { lambdaReleases } from '../../../functions/adapters/lambda/releases.ts';
import { releasesContract } from '../../contract/releases.ts';
import { anAliasStep } from '../../support/builders.ts';
import { releasedFunction } from '../../support/released-function.ts';

let made: Awaited<ReturnType<typeof releasedFunction>>;

beforeAll(async () => {
  made = await releasedFunction();
});

afterAll(() => made.drop());

const released = async () => {
  const { client, functionName } = made;
  const { name: alias, now, point } = await made.alias();
  const step = anAliasStep({
    target: `lambda:${functionName}:${alias}`,
    parameters: { functionName, alias, version: '1', weights: {} },
    before: await now(),
  });
  return { client, functionName, alias, now, point, step, runner: lambdaActionRunner(() => client) };
};

describe('targets in Lambda', () => {
  it('tells what the alias points at, and changes nothing', async () => {
    const { client, step, now } = await released();

    const seen = await lambdaTargets(() => client).look(step);

    expect(seen).toEqual(await now());
    expect(seen).toMatchObject({ version: '2', weights: {} });
  });
});

describe('releases in Lambda', () =>
  releasesContract(async () => {
    const { client, functionName, alias } = await released();
    return { releases: lambdaReleases(client), functionName, alias };
  }));

describe('restoring a version in Lambda', () => {
  it('moves the alias back and tells what it met', async () => {
    const { runner, step, now } = await released();
    const before = await now();

    const ran = await runner.run(step, 'key');

    const after = await now();
    expect(ran).toEqual({ outcome: 'done', found: before, changed: after });
    expect(after).toMatchObject({ version: '1', weights: {} });
    expect(after.revision).not.toBe(before.revision);
  });

  it('skips when the alias is there already', async () => {
    const { runner, step, now } = await released();
    await runner.run(step, 'key');

    const again = await runner.run(step, 'key');

    expect(again).toEqual({ outcome: 'skipped', found: await now(), why: 'the alias is at version 1' });
  });

  it('takes the whole traffic back from a split alias, and keeps what the split was', async () => {
    const { runner, step, now, point } = await released();
    await point('2', { 1: 0.25 });

    const ran = await runner.run({ ...step, before: await now() }, 'key');

    expect(ran).toMatchObject({ outcome: 'done', found: { version: '2', weights: { 1: 0.25 } } });
    expect(await now()).toMatchObject({ version: '1', weights: {} });
  });

  it('fails when the alias was moved since the plan, and leaves it alone', async () => {
    const { runner, step, now, point } = await released();
    await point('1');
    await point('2');
    const before = await now();

    const ran = await runner.run(step, 'key');

    expect(ran).toMatchObject({ outcome: 'failed', found: before, error: expect.stringContaining(before.revision) });
    expect(await now()).toEqual(before);
  });

  it('refuses a step that does not say what it expects', async () => {
    const { runner, step } = await released();

    const ran = runner.run({ ...step, before: { version: '2' } }, 'key');

    await expect(ran).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});
