import { describe } from 'vitest';
import { inMemoryBodyStore } from '../support/fakes/body-store.ts';
import { bodyStoreContract } from './body-store.ts';

describe('body store in memory', () => bodyStoreContract(() => inMemoryBodyStore()));
