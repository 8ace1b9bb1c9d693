import { within } from '../../../functions/core/domain/flapping.ts';
import type { FlapHistory } from '../../../functions/core/ports/flap-history.ts';

/** Changes of alerts in memory. */
export const inMemoryFlapHistory = (): FlapHistory => {
  const moments = new Map<string, readonly string[]>();
  return {
    note: async ({ source, fingerprint }, some, now, windowSeconds) => {
      const key = JSON.stringify([source, fingerprint]);
      const all = [...(moments.get(key) ?? []), ...some];
      moments.set(key, all);
      return within(all, now, windowSeconds);
    },
  };
};
