import { describe } from 'vitest';
import { aWorld } from '../support/fakes/world.ts';
import { incidentStoreContract } from './incident-store.ts';

describe('incident store in memory', () =>
  incidentStoreContract(() => {
    const { incidents, clock, digest } = aWorld();
    return { store: incidents, clock, digest };
  }));
