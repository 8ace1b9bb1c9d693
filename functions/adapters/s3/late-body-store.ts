import type { BodyStore } from '../../core/ports/body-store.ts';

/** A store whose client is loaded when a body is large at last: few are, and every cold start would pay for it. */
export const lateBodyStore = (load: () => Promise<BodyStore>): BodyStore => {
  let loaded: Promise<BodyStore> | undefined;
  const store = (): Promise<BodyStore> => {
    loaded ??= load();
    return loaded;
  };
  return {
    put: async (key, body) => (await store()).put(key, body),
    get: async (key) => (await store()).get(key),
  };
};
