import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, describe, expect, it } from 'vitest';
import { ssmParameterHistory } from '../../../functions/adapters/ssm/parameters.ts';
import { parameterRunner, parameterTargets } from '../../../functions/adapters/ssm/set-parameter.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';
import { parametersContract } from '../../contract/parameters.ts';
import { emulated } from '../../support/emulated.ts';

const client = new SSMClient(emulated());
const made: string[] = [];

afterAll(async () => {
  for (const Name of made) await client.send(new DeleteParameterCommand({ Name }));
  client.destroy();
});

const put = async (Name: string, Value: string, Type: 'String' | 'SecureString' = 'String') => {
  await client.send(new PutParameterCommand({ Name, Value, Type, Overwrite: true }));
};

const make = async (...values: readonly string[]): Promise<string> => {
  const name = `/test/${crypto.randomUUID()}`;
  made.push(name);
  for (const value of values) await put(name, value);
  return name;
};

describe('parameters in the Systems Manager', () =>
  parametersContract(() => ({
    parameters: ssmParameterHistory(client),
    make,
    makeSecret: async () => {
      const name = await make();
      await put(name, 'hidden', 'SecureString');
      return name;
    },
  })));

describe('setting a parameter', () => {
  const runner = parameterRunner(() => client);
  const task = (name: string, value: string, before: string) => ({
    ...callOf('set-parameter', { name, value }),
    before: { value: before },
  });

  it('gives it the value, tells what it met, keeps the old one in the history, and skips the second time', async () => {
    const name = await make('24', 'all');

    const [ran, again] = [
      await runner.run(task(name, '24', 'all'), 'key'),
      await runner.run(task(name, '24', 'all'), 'key'),
    ];

    expect(ran).toEqual({ outcome: 'done', found: { value: 'all' }, changed: { value: '24' } });
    expect(again).toMatchObject({ outcome: 'skipped', found: { value: '24' } });
    const history = await ssmParameterHistory(client).history(name);
    expect(history.map(({ value }) => value)).toEqual(['24', 'all', '24']);
  });

  it('fails when somebody changed it since, and leaves it alone', async () => {
    const name = await make('24', 'all', '36');

    const ran = await runner.run(task(name, '24', 'all'), 'key');

    expect(ran).toMatchObject({ outcome: 'failed', found: { value: '36' } });
    expect(await parameterTargets(() => client).look(task(name, '24', 'all'))).toEqual({ value: '36' });
  });

  it('tells after a crash whether it has happened', async () => {
    const name = await make('24', 'all');

    const before = await runner.inspect(task(name, '24', 'all'), 'key');
    await put(name, '24');
    const after = await runner.inspect(task(name, '24', 'all'), 'key');

    expect([before.outcome, after.outcome]).toEqual(['not_done', 'done']);
  });

  it('refuses a step without a value', async () => {
    const name = await make('24');
    const whole = task(name, '24', '24');

    const ran = runner.run({ ...whole, parameters: { name } }, 'key');

    await expect(ran).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});
