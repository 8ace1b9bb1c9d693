import { describe } from 'vitest';
import { aWorld } from '../support/fakes/world.ts';
import { targetLocksContract } from './target-locks.ts';

describe('target locks in memory', () =>
  targetLocksContract(() => {
    const { gate, incidents, targetLocks, memory } = aWorld();
    return {
      gate,
      store: incidents,
      locks: targetLocks,
      install: async (policy) => {
        memory.policy = policy;
      },
    };
  }));
