import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpActionRunner, httpTargets } from '../../../functions/adapters/http/connector.ts';
import { ContractViolation, DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import type { JsonObject } from '../../../functions/core/domain/json.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';
import { ADMIN_KEY, anInstance } from '../../support/admin-server.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** An instance whose call counts how often it was run; `breaks` makes the next runs fail. */
const counting = async (key = ADMIN_KEY) => {
  const told = { runs: [] as unknown[], generation: 1, breaks: false };
  const { url, stop } = await anInstance(
    {
      recycle: {
        state: () => ({ generation: told.generation }),
        run: (given) => {
          if (told.breaks) throw new Error('out of order');
          told.runs.push(given);
          told.generation += 1;
          return { generation: told.generation };
        },
      },
    },
    key,
  );
  stops.push(stop);
  return { url, told, stop };
};

const signing = { keyOf: async () => ADMIN_KEY, clock: () => new Date() };
const runner = httpActionRunner(signing);
const reader = httpTargets(signing);

const recycle = (...urls: readonly string[]) =>
  callOf('call-service', { urls: [...urls], key: 'shop-admin', call: 'recycle', arguments: { gently: true } });

const restedOn = (...generations: readonly number[]): JsonObject => ({
  state: generations.map((generation) => ({ generation })),
});

describe('asking a service', () => {
  it('reads what every instance would change, in the order of their addresses', async () => {
    const [one, two] = [await counting(), await counting()];
    two.told.generation = 7;

    expect(await reader.look(recycle(one.url, two.url))).toEqual(restedOn(1, 7));
    expect([one.told.runs, two.told.runs]).toEqual([[], []]);
  });

  it('asks every instance once, with the arguments', async () => {
    const [one, two] = [await counting(), await counting()];

    const ran = await runner.run({ ...recycle(one.url, two.url), before: restedOn(1, 1) }, 'INC-1/1/recycle');

    expect(ran).toEqual({
      outcome: 'done',
      found: restedOn(1, 1),
      changed: { changed: [{ generation: 2 }, { generation: 2 }] },
    });
    expect([one.told.runs, two.told.runs]).toEqual([[{ gently: true }], [{ gently: true }]]);
  });

  it('fails at an instance that is not as planned, and asks none behind it', async () => {
    const [one, two, three] = [await counting(), await counting(), await counting()];
    two.told.generation = 5;

    const ran = await runner.run({ ...recycle(one.url, two.url, three.url), before: restedOn(1, 1, 1) }, 'key');

    expect(ran).toMatchObject({ outcome: 'failed', found: { changed: [{ generation: 2 }] } });
    expect([one.told.runs.length, two.told.runs.length, three.told.runs.length]).toEqual([1, 0, 0]);
  });

  it('fails half-way with what was done so far when a later instance refuses', async () => {
    const [one, two] = [await counting(), await counting()];
    two.told.breaks = true;

    const ran = await runner.run({ ...recycle(one.url, two.url), before: restedOn(1, 1) }, 'key');

    expect(ran).toMatchObject({
      outcome: 'failed',
      found: { changed: [{ generation: 2 }] },
      error: expect.stringMatching(/^stopped after 1 of 2 instances: .* refuses recycle: 422$/),
    });
  });

  it('says after a crash whether it happened: not done while nothing has changed, unknown otherwise', async () => {
    const one = await counting();
    const task = { ...recycle(one.url), before: restedOn(1) };

    expect(await runner.inspect(task, 'key')).toMatchObject({ outcome: 'not_done' });
    one.told.generation = 2;
    expect(await runner.inspect(task, 'key')).toMatchObject({ outcome: 'unknown', found: restedOn(2) });
  });
});

describe('a service that cannot be asked', () => {
  it('is refused with another key, and the key is not told', async () => {
    const one = await counting('somebody-elses-key-for-this');

    const looking = reader.look(recycle(one.url));

    await expect(looking).rejects.toThrow(ContractViolation);
    await expect(looking).rejects.not.toThrow(ADMIN_KEY);
    expect(one.told.runs).toEqual([]);
  });

  it('is unavailable when nobody listens', async () => {
    const one = await counting();
    await one.stop();

    await expect(reader.look(recycle(one.url))).rejects.toThrow(DependencyUnavailable);
  });

  it.each([
    ['a redirect', 302, '{}', DependencyUnavailable],
    ['its own trouble', 503, '{}', DependencyUnavailable],
    ['no JSON', 200, 'ok', ContractViolation],
    ['another shape', 200, '{"status":"ok"}', ContractViolation],
    ['more than is kept', 200, JSON.stringify({ state: 'x'.repeat(20_000) }), ContractViolation],
  ])('is told apart when it answers with %s', async (_, status, body, family) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => new Promise((resolve) => server.close(() => resolve())));
    const { port } = server.address() as AddressInfo;

    await expect(reader.look(recycle(`http://127.0.0.1:${port}`))).rejects.toThrow(family);
  });

  it.each([
    ['no instance', { urls: [] }],
    ['an address that is none of the web', { urls: ['file:///etc/passwd'] }],
    ['a call that would leave its place', { call: '../internal/down' }],
  ])('refuses parameters with %s', async (_, part) => {
    const call = recycle('http://127.0.0.1:1');

    await expect(reader.look({ ...call, parameters: { ...call.parameters, ...part } })).rejects.toThrow(
      'parameters of call-service',
    );
  });
});
