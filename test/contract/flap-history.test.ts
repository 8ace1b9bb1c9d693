import { describe } from 'vitest';
import { inMemoryFlapHistory } from '../support/fakes/flap-history.ts';
import { flapHistoryContract } from './flap-history.ts';

describe('changes of alerts in memory', () => flapHistoryContract(() => inMemoryFlapHistory()));
