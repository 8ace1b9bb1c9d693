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

    const held = await makeHolder(pool, 5, silent).hold();

    expect(held).toBe(5);
    expect(pool.clients.map(({ said }) => said[0])).toEqual(Array(5).fill('BEGIN'));
    expect(pool.clients.every(({ said }) => !said.includes('COMMIT'))).toBe(true);
  });

  it('takes nothing more when it is asked again', async () => {
    const pool = aPool();
    const holder = makeHolder(pool, 5, silent);

    await Promise.all([holder.hold(), holder.hold()]);
    await holder.hold();

    expect(pool.clients).toHaveLength(5);
  });

  it('gives a connection up once when PostgreSQL ends its session, and does not take another', async () => {
    const pool = aPool();
    const holder = makeHolder(pool, 2, silent);
    await holder.hold();

    pool.clients[0]?.emit('error', new Error('terminating connection due to administrator command'));
    pool.clients[0]?.emit('end');

    expect(pool.clients.map(({ released }) => released)).toEqual([1, 0]);
    expect(pool.clients).toHaveLength(2);
  });

  it('releases what it holds, and nothing the second time', async () => {
    const pool = aPool();
    const holder = makeHolder(pool, 3, silent);
    await holder.hold();

    const released = [holder.release(), holder.release()];

    expect(released).toEqual([3, 0]);
    expect(pool.clients.map((client) => client.released)).toEqual([1, 1, 1]);
  });
});
