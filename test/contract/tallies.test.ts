import { describe } from 'vitest';
import { aWorld } from '../support/fakes/world.ts';
import { incidentsWith } from '../support/tallying.ts';
import { talliesContract } from './tallies.ts';

describe('tallies in memory', () =>
  talliesContract(async () => {
    const { incidents, tallies } = aWorld();
    return { tallies, incident: incidentsWith(incidents) };
  }));
