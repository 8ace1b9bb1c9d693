import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeRenewablePool } from '../../../localstack/storefront/renewable-pool.ts';

class FakePool extends EventEmitter {
  readonly ended: string[] = [];
  totalCount = 0;
  idleCount = 0;
  waitingCount = 0;
  isEnding = false;

  async end(): Promise<void> {
    this.isEnding = true;
  }

  connected(name: string): object {
    const client = {
      end: async () => {
        this.ended.push(name);
      },
    };
    this.totalCount += 1;
    this.emit('connect', client);
    return client;
  }
}

const aPool = () => {
  const pools: FakePool[] = [];
  const renewable = makeRenewablePool(
    () => {
      const pool = new FakePool();
      pools.push(pool);
      return pool;
    },
    () => undefined,
  );
  return { pools, renewable, recycle: renewable.calls['recycle-pool'] };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a pool that is recycled', () => {
  it('is another one at once, which the gauges read', async () => {
    const { pools, renewable, recycle } = aPool();
    pools[0]?.connected('old');

    await recycle.run({});

    expect(renewable.now()).toBe(pools[1]);
    expect(renewable.counts.totalCount).toBe(0);
    expect(pools.map(({ isEnding }) => isEnding)).toEqual([true, false]);
  });

  it('ends what was taken and never given back, after what is on its way had its time', async () => {
    const { pools, recycle } = aPool();
    pools[0]?.connected('held');
    const returned = pools[0]?.connected('returned');

    await recycle.run({});
    pools[0]?.emit('remove', returned);
    expect(pools[0]?.ended).toEqual([]);
    vi.advanceTimersByTime(1000);

    expect(pools[0]?.ended).toEqual(['held']);
  });

  it('tells beforehand which pool it would give up, and afterwards how many connections it had', async () => {
    const { pools, recycle } = aPool();
    pools[0]?.connected('one');
    const before = recycle.state();

    const changed = await recycle.run({});

    expect(before).toMatchObject({ generation: 1 });
    expect(changed).toEqual({ generation: 2, gaveUp: 1 });
    expect(recycle.state()).not.toEqual(before);
  });
});
