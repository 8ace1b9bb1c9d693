import { episodeOf } from '../../../functions/core/domain/alert.ts';
import type { HeldAlerts, Windows } from '../../../functions/core/ports/windows.ts';
import { emptyMemory, episodeKey, type Memory } from './memory.ts';

export const inMemoryWindows = (memory: Memory = emptyMemory()): Windows => ({
  all: async () => [...memory.windows.values()],
  put: async (window) => {
    memory.windows.set(window.id, window);
  },
});

export const inMemoryHeldAlerts = (memory: Memory = emptyMemory()): HeldAlerts => ({
  hold: async (held) => {
    for (const one of held)
      memory.held.set(episodeKey(episodeOf({ ...one.group, alerts: [], truncated: 0 }, one.alert)), one);
  },
  release: async (episodes) => {
    for (const episode of episodes) memory.held.delete(episodeKey(episode));
  },
  all: async () => [...memory.held.values()],
});
