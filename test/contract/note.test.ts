import { describe } from 'vitest';
import { inMemoryNote } from '../support/fakes/note.ts';
import { noteContract } from './note.ts';

describe('note in memory', () => noteContract(() => inMemoryNote<number>()));
