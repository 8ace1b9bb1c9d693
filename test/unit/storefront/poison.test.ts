import { describe, expect, it } from 'vitest';
import type { Manifests } from '../../../localstack/storefront/manifests.ts';
import { makePoison, POISON } from '../../../localstack/storefront/poison.ts';

const aQueue = (exists = true) => {
  const bodies: string[] = [];
  const manifests: Manifests = {
    send: async (body) => {
      if (exists) bodies.push(body);
      return exists;
    },
    remove: async (body) => {
      const had = bodies.length;
      bodies.splice(0, had, ...bodies.filter((one) => one !== body));
      return bodies.length < had;
    },
  };
  return { bodies, manifests };
};

const aPoison = (orders = aQueue(), dead = aQueue()) => {
  const world = { refused: false };
  const poison = makePoison({
    manifests: orders.manifests,
    deadLetters: dead.manifests,
    refusals: {
      any: () => world.refused,
      clear: () => {
        world.refused = false;
      },
    },
  });
  return { poison, world, orders: orders.bodies, dead: dead.bodies };
};

describe('the poison', () => {
  it('is sent once for as long as it is refused, and taken out of the queue again', async () => {
    const { poison, world, orders } = aPoison();
    orders.push('sound');

    await poison.begin();
    world.refused = true;
    await poison.begin();
    const during = [...orders];

    expect(during).toEqual(['sound', POISON]);
    expect(await poison.end()).toBe(true);
    expect(orders).toEqual(['sound']);
    expect(world.refused).toBe(false);
  });

  it('is taken out of the dead letters where somebody has moved it, and then there is nothing left', async () => {
    const { poison, orders, dead } = aPoison();
    await poison.begin();
    dead.push(...orders.splice(0), 'another');

    expect([await poison.end(), await poison.end()]).toEqual([true, false]);
    expect(dead).toEqual(['another']);
  });

  it('fails while there is no queue', async () => {
    const { poison } = aPoison(aQueue(false));

    await expect(async () => poison.begin()).rejects.toThrow('no queue');
  });
});
