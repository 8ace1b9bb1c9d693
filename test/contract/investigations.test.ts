import { describe } from 'vitest';
import { inMemoryInvestigations } from '../support/fakes/investigations.ts';
import { investigationsContract } from './investigations.ts';

describe('investigations in memory', () => investigationsContract(async () => inMemoryInvestigations()));
