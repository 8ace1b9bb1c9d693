import type { BodyStore } from '../../../functions/core/ports/body-store.ts';

/** A store of bodies that a test can look into. */
export interface InMemoryBodyStore extends BodyStore {
  readonly stored: Map<string, Uint8Array>;
  /** Every call fails with this while it is set. */
  failing: Error | undefined;
}

export const inMemoryBodyStore = (): InMemoryBodyStore => {
  const fake: InMemoryBodyStore = {
    stored: new Map(),
    failing: undefined,
    put: async (key, body) => {
      if (fake.failing) throw fake.failing;
      fake.stored.set(key, Uint8Array.from(body));
    },
    get: async (key) => {
      if (fake.failing) throw fake.failing;
      return fake.stored.get(key);
    },
  };
  return fake;
};
