import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { makeRefusals } from '../../../localstack/storefront/refusals.ts';

const aCounter = () => {
  const registry = new Registry();
  let now = 0;
  const { route, any } = makeRefusals(registry, () => now);
  const refuse = (messageId: unknown) =>
    route.handle({ params: {}, url: route.path, body: JSON.stringify({ messageId }), header: () => undefined });
  const shown = async () => (await registry.metrics()).split('\n').filter((line) => line.startsWith('orders_manifest'));
  return {
    ...{ refuse, any, shown },
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
  };
};

describe('what the shipping refuses', () => {
  it('is counted by message for as long as it goes on, and then forgotten', async () => {
    const { refuse, any, shown, wait } = aCounter();

    await refuse('m-1');
    wait(5);
    await refuse('m-1');
    const during = await shown();
    wait(9);

    expect(during).toEqual(['orders_manifest_refusals{message="m-1"} 2', 'orders_manifests_refused 1']);
    expect(await shown()).toEqual(['orders_manifests_refused 0']);
    expect(any()).toBe(false);
  });

  it('never has more than twenty labels', async () => {
    const { refuse, shown } = aCounter();

    for (let n = 0; n < 30; n += 1) await refuse(`m-${n}`);

    expect(await shown()).toHaveLength(21);
  });

  it('refuses a report that names no message', async () => {
    const { refuse, any } = aCounter();

    await expect(async () => refuse(7)).rejects.toThrow('messageId');
    expect(any()).toBe(false);
  });
});
