import type { Heartbeats } from '../../../functions/core/ports/heartbeats.ts';
import { emptyMemory, type Memory } from './memory.ts';

export const inMemoryHeartbeats = (memory: Memory = emptyMemory()): Heartbeats => ({
  beat: async (beat) => {
    const key = JSON.stringify([beat.source, beat.name]);
    const known = memory.heartbeats.get(key);
    if (known === undefined || known.at < beat.at) memory.heartbeats.set(key, beat);
  },
  all: async () => [...memory.heartbeats.values()],
});
