import { describe } from 'vitest';
import { aWorld } from '../support/fakes/world.ts';
import { gateContract } from './gate.ts';

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
