import { describe } from 'vitest';
import { inMemoryDeadLetters } from '../support/fakes/dead-letters.ts';
import { deadLettersContract } from './dead-letters.ts';

describe('dead letters in memory', () =>
  deadLettersContract(() => {
    const deadLetters = inMemoryDeadLetters('notifications');
    return {
      deadLetters,
      bury: async (receiptId) => {
        deadLetters.queues.set('notifications', [...(deadLetters.queues.get('notifications') ?? []), receiptId]);
      },
    };
  }));
