import type { Note, Noted } from '../../../functions/core/ports/note.ts';

/** A note that a test can look at. */
export interface InMemoryNote<T> extends Note<T> {
  noted: Noted<T>;
}

export const inMemoryNote = <T>(): InMemoryNote<T> => {
  const fake: InMemoryNote<T> = {
    noted: { value: undefined, version: 0 },
    read: async () => fake.noted,
    write: async (value, seen) => {
      if (fake.noted.version !== seen) return 'conflict';
      fake.noted = { value, version: seen + 1 };
      return 'written';
    },
  };
  return fake;
};
