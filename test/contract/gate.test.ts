import { describe } from 'vitest';
import { aWorld } from '../support/fakes/world.ts';
import { gateContract } from './gate.ts';
import { gateCountingContract } from './gate-counting.ts';

describe('gate in memory', () =>
  gateContract(() => {
    const { gate, incidents, brakes, memory } = aWorld();
    return {
      gate,
      store: incidents,
      brakes,
      install: async (policy) => {
        memory.policy = policy;
      },
    };
  }));

describe('gate in memory, counting', () =>
  gateCountingContract(() => {
    const { gate, incidents, memory, tries, clock } = aWorld();
    return {
      gate,
      store: incidents,
      tries,
      clock,
      install: async (policy) => {
        memory.policy = policy;
      },
    };
  }));
