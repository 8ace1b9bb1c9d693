import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type HeldClient, makeHolder } from '../../../localstack/storefront/hold-transactions.ts';

/** A connection that remembers what was said to it. */
class FakeClient extends EventEmitter implements HeldClient {
  readonly said: string[] = [];
  released = 0;

  async query(sql: string): Promise<void> {
    this.said.push(sql);
  }

  release(): void {
    this.released += 1;
  }
}

/** A pool that hands out fresh connections. */
const aPool = () => {
  const clients: FakeClient[] = [];
  return {
    clients,
    connect: async () => {
      const client = new FakeClient();
      clients.push(client);
      return client;
    },
  };
};

const silent = (): void => undefined;

describe('the bug that holds transactions', () => {
  it('takes every connection of the pool and leaves a transaction open on each', async () => {
    const pool = aPool();

    const held = await makeHolder(() => pool, 5, silent).hold();

    expect(held).toBe(5);
    expect(pool.clients.map(({ said }) => said[0])).toEqual(Array(5).fill('BEGIN'));
    expect(pool.clients.every(({ said }) => !said.includes('COMMIT'))).toBe(true);
  });

  it('takes nothing more when it is asked again', async () => {
    const pool = aPool();
    const holder = makeHolder(() => pool, 5, silent);

    await Promise.all([holder.hold(), holder.hold()]);
    await holder.hold();

    expect(pool.clients).toHaveLength(5);
  });

  it('gives a connection up once when PostgreSQL ends its session, and does not take another', async () => {
    const pool = aPool();
    const holder = makeHolder(() => pool, 2, silent);
    await holder.hold();

    pool.clients[0]?.emit('error', new Error('terminating connection due to administrator command'));
    pool.clients[0]?.emit('end');

    expect(pool.clients.map(({ released }) => released)).toEqual([1, 0]);
    expect(pool.clients).toHaveLength(2);
  });

  it('releases what it holds, and nothing the second time', async () => {
    const pool = aPool();
    const holder = makeHolder(() => pool, 3, silent);
    await holder.hold();

    const released = [holder.release(), holder.release()];

    expect(released).toEqual([3, 0]);
    expect(pool.clients.map((client) => client.released)).toEqual([1, 1, 1]);
  });
});

describe('the bug that insists', () => {
  const lose = (client: FakeClient | undefined) => client?.emit('error', new Error('terminated'));
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('takes again what PostgreSQL takes from it', async () => {
    const pool = aPool();
    await makeHolder(() => pool, 2, silent).insist();

    lose(pool.clients[0]);
    await settled();

    expect(pool.clients.map(({ said }) => said[0])).toEqual(['BEGIN', 'BEGIN', 'BEGIN']);
  });

  it('keeps to the pool that it began with, and ends with it', async () => {
    const [old, fresh] = [aPool(), aPool()];
    let serving = old;
    const holder = makeHolder(() => serving, 1, silent);
    await holder.insist();

    serving = fresh;
    const given = {
      ...old,
      ending: true,
      connect: async () => {
        throw new Error('Cannot use a pool after calling end on the pool');
      },
    };
    Object.assign(old, given);
    lose(old.clients[0]);
    await settled();

    expect([old.clients.length, fresh.clients.length, holder.release()]).toEqual([1, 0, 0]);
  });

  it('takes nothing any more once it was released', async () => {
    const pool = aPool();
    const holder = makeHolder(() => pool, 1, silent);
    await holder.insist();

    lose(pool.clients[0]);
    holder.release();
    await settled();

    expect(pool.clients.map(({ released }) => released)).toEqual([1, 1]);
    expect(holder.release()).toBe(0);
  });
});
