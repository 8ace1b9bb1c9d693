import { afterEach, describe, expect, it } from 'vitest';
import { httpActionRunner, httpTargets } from '../../../functions/adapters/http/connector.ts';
import { ContractViolation } from '../../../functions/core/domain/errors.ts';
import type { Json } from '../../../functions/core/domain/json.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';
import { ADMIN_KEY, anInstance } from '../../support/admin-server.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** An instance with a limit; it refuses one above ten. */
const limited = async (limit: Json) => {
  const told = { limit };
  const { url, stop } = await anInstance({
    admission: {
      state: () => ({ limit: told.limit }),
      run: (given) => {
        const wanted = typeof given === 'object' && given !== null && 'limit' in given ? Number(given.limit) : 0;
        if (wanted > 10) throw new Error('limit: at most 10');
        told.limit = wanted;
        return { limit: wanted };
      },
    },
  });
  stops.push(stop);
  return { url, told };
};

const signing = { keyOf: async () => ADMIN_KEY, clock: () => new Date() };
const runner = httpActionRunner(signing);
const reader = httpTargets(signing);

const setLimit = (limit: Json, ...urls: readonly string[]) =>
  callOf('set-limit', { urls: [...urls], key: 'shop-admin', call: 'admission', limit });

describe('setting a limit', () => {
  it('reads the limit of every instance, in the order of their addresses', async () => {
    const [one, two] = [await limited(3), await limited(4)];

    expect(await reader.look(setLimit(9, one.url, two.url))).toEqual({ limits: [3, 4] });
  });

  it('gives every instance the one limit, and is undone by giving each what it had', async () => {
    const [one, two] = [await limited(3), await limited(4)];
    const before = { limits: [3, 4] };

    const ran = await runner.run({ ...setLimit(9, one.url, two.url), before }, 'INC-1/1/raise');
    const raised = [one.told.limit, two.told.limit];
    const undone = await runner.run(
      { ...setLimit([3, 4], one.url, two.url), before: { limits: [9, 9] } },
      'INC-1/1/raise/undo',
    );

    expect(ran).toMatchObject({ outcome: 'done', found: before });
    expect(raised).toEqual([9, 9]);
    expect(undone).toMatchObject({ outcome: 'done' });
    expect([one.told.limit, two.told.limit]).toEqual([3, 4]);
  });

  it('skips what has that limit already', async () => {
    const one = await limited(9);

    expect(await runner.run({ ...setLimit(9, one.url), before: { limits: [9] } }, 'key')).toMatchObject({
      outcome: 'skipped',
    });
  });

  it('fails at an instance whose limit is not as planned, and leaves the rest alone', async () => {
    const [one, two] = [await limited(5), await limited(4)];

    const ran = await runner.run({ ...setLimit(9, one.url, two.url), before: { limits: [3, 4] } }, 'key');

    expect(ran).toMatchObject({ outcome: 'failed' });
    expect([one.told.limit, two.told.limit]).toEqual([5, 4]);
  });

  it('is refused above what the instance bears', async () => {
    const one = await limited(3);

    await expect(runner.run({ ...setLimit(11, one.url), before: { limits: [3] } }, 'key')).rejects.toThrow(
      ContractViolation,
    );
    expect(one.told.limit).toBe(3);
  });

  it('says after a crash whether it happened', async () => {
    const one = await limited(3);
    const task = { ...setLimit(9, one.url), before: { limits: [3] } };

    expect(await runner.inspect(task, 'key')).toMatchObject({ outcome: 'not_done' });
    one.told.limit = 9;
    expect(await runner.inspect(task, 'key')).toMatchObject({ outcome: 'done' });
    one.told.limit = 6;
    expect(await runner.inspect(task, 'key')).toMatchObject({ outcome: 'unknown' });
  });

  it.each<readonly [string, Json]>([
    ['no limit', null],
    ['none at all', 0],
    ['fewer limits than instances', [1]],
  ])('refuses %s', async (_, limit) => {
    const [one, two] = [await limited(3), await limited(4)];

    await expect(reader.look(setLimit(limit, one.url, two.url))).rejects.toThrow('parameters of set-limit');
  });

  it('refuses a state that is no limit', async () => {
    const one = await limited('many');

    await expect(reader.look(setLimit(9, one.url))).rejects.toThrow('limits behind admission');
  });
});
