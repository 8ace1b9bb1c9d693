import { describe } from 'vitest';
import { inMemoryGrants } from '../support/fakes/grants.ts';
import { aWorld } from '../support/fakes/world.ts';
import { gateGrantingContract, grantsContract } from './grants.ts';

describe('grants in memory', () => grantsContract(() => inMemoryGrants()));

describe('gate in memory, by grants', () =>
  gateGrantingContract(() => {
    const { gate, incidents, grants, memory } = aWorld();
    return {
      gate,
      store: incidents,
      grants,
      install: async (policy) => {
        memory.policy = policy;
      },
    };
  }));
