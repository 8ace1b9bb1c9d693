import { describe } from 'vitest';
import { aBlocker } from '../support/a-blocker.ts';
import { inMemoryLocks } from '../support/fakes/locks.ts';
import { locksContract } from './locks.ts';

describe('locks in memory', () =>
  locksContract(() => {
    const locks = inMemoryLocks();
    return {
      locks,
      connection: 'database',
      block: async (applicationName, waiter, waiting) => {
        const blocker = aBlocker({ applicationName, waiting });
        locks.hold('database', waiter, blocker);
        return blocker.pid;
      },
    };
  }));
