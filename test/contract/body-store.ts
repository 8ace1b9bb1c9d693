import { expect, it } from 'vitest';
import type { BodyStore } from '../../functions/core/ports/body-store.ts';

/** What every store of bodies promises. */
export const bodyStoreContract = (make: () => Promise<BodyStore> | BodyStore): void => {
  it('gives back every byte', async () => {
    const store = await make();
    const body = Uint8Array.from({ length: 2_000_000 }, (_, i) => i % 256);

    await store.put('notifications/RCP-01KJQ000000000000000000001', body);

    const found = await store.get('notifications/RCP-01KJQ000000000000000000001');
    expect(found !== undefined && Buffer.compare(found, body) === 0).toBe(true);
  });

  it('knows nothing of a key that was never put', async () => {
    const store = await make();

    expect(await store.get('notifications/none')).toBeUndefined();
  });

  it('has one body under a key, the newest', async () => {
    const store = await make();
    await store.put('quarantine/a', new Uint8Array([1]));

    await store.put('quarantine/a', new Uint8Array([2, 3]));

    expect([...((await store.get('quarantine/a')) ?? [])]).toEqual([2, 3]);
  });
};
