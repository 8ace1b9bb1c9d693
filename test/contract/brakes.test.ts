import { describe } from 'vitest';
import { inMemoryBrakes } from '../support/fakes/brakes.ts';
import { brakesContract } from './brakes.ts';

describe('brakes in memory', () => brakesContract(() => inMemoryBrakes()));
