import { describe } from 'vitest';
import { aWorld } from '../support/fakes/world.ts';
import { policySourceContract } from './policy-source.ts';

describe('policy source in memory', () =>
  policySourceContract(() => {
    const { policy, memory } = aWorld();
    return {
      source: policy,
      install: async (installed) => {
        memory.policy = installed;
      },
    };
  }));
