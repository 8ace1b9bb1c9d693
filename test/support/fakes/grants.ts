import type { Grants } from '../../../functions/core/ports/grants.ts';
import { emptyMemory, type Memory } from './memory.ts';

export const inMemoryGrants = (memory: Memory = emptyMemory()): Grants => ({
  all: async () => [...memory.grants.values()],
  put: async (grant) => {
    memory.grants.set(grant.id, grant);
  },
});
