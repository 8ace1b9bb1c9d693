import { describe } from 'vitest';
import { inMemoryGrowthNotes, inMemoryQuarantine } from '../support/fakes/quarantine.ts';
import { growthNotesContract, quarantineContract } from './quarantine.ts';

describe('quarantine in memory', () => quarantineContract(() => inMemoryQuarantine()));

describe('growth notes in memory', () => growthNotesContract(() => inMemoryGrowthNotes()));
