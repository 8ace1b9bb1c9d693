import { expect, it } from 'vitest';
import type { Note } from '../../functions/core/ports/note.ts';

/** What every note promises; it holds a number. */
export const noteContract = (make: () => Promise<Note<number>> | Note<number>): void => {
  it('holds nothing before the first writing', async () => {
    const note = await make();

    expect(await note.read()).toEqual({ value: undefined, version: 0 });
  });

  it('holds what was written last, under a new version', async () => {
    const note = await make();
    await note.write(1, 0);

    expect(await note.write(2, 1)).toBe('written');
    expect(await note.read()).toEqual({ value: 2, version: 2 });
  });

  it('refuses to be written over what the writer has not read', async () => {
    const note = await make();
    await note.write(1, 0);

    expect(await note.write(2, 0)).toBe('conflict');
    expect(await note.read()).toEqual({ value: 1, version: 1 });
  });

  it('lets one of two writers win', async () => {
    const note = await make();

    const answers = await Promise.all([note.write(1, 0), note.write(2, 0)]);

    expect(answers.toSorted()).toEqual(['conflict', 'written']);
  });
};
