import { describe } from 'vitest';
import { inMemoryTaskTokens } from '../support/fakes/task-tokens.ts';
import { taskTokensContract } from './task-tokens.ts';

describe('task tokens in memory', () => taskTokensContract(inMemoryTaskTokens));
