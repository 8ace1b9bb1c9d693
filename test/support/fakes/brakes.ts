import type { Brakes } from '../../../functions/core/ports/brakes.ts';
import { emptyMemory, type Memory } from './memory.ts';

export const inMemoryBrakes = (memory: Memory = emptyMemory()): Brakes => ({
  all: async () => [...memory.brakes.values()],
  move: async (brake) => {
    memory.brakes.set(brake.scope, brake);
  },
});
