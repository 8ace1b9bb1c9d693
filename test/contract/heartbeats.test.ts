import { describe } from 'vitest';
import { inMemoryHeartbeats } from '../support/fakes/heartbeats.ts';
import { heartbeatsContract } from './heartbeats.ts';

describe('heartbeats in memory', () => heartbeatsContract(() => inMemoryHeartbeats()));
