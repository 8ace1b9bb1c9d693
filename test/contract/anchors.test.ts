import { describe } from 'vitest';
import { inMemoryAnchors } from '../support/fakes/anchors.ts';
import { anchorsContract } from './anchors.ts';

describe('anchors in memory', () => anchorsContract(inMemoryAnchors));
