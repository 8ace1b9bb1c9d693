import { expect, it } from 'vitest';
import type { TaskTokens } from '../../functions/core/ports/task-tokens.ts';
import { FIRST, SECOND } from './incident-store/steps.ts';

/** What every keeper of task tokens promises. */
export const taskTokensContract = (make: () => Promise<TaskTokens> | TaskTokens): void => {
  it('gives back the newest token of a question', async () => {
    const tokens = await make();
    await tokens.keep(FIRST, '1-1', 'first');
    await tokens.keep(FIRST, '1-1', 'second');

    expect(await tokens.of(FIRST, '1-1')).toBe('second');
  });

  it('has none for another question or another incident', async () => {
    const tokens = await make();
    await tokens.keep(FIRST, '1-1', 'first');

    expect([await tokens.of(FIRST, '1-2'), await tokens.of(SECOND, '1-1')]).toEqual([undefined, undefined]);
  });

  it('keeps a token of a thousand characters as it is', async () => {
    const tokens = await make();
    const long = 'AQ/+='.repeat(200);
    await tokens.keep(FIRST, '1-1', long);

    expect(await tokens.of(FIRST, '1-1')).toBe(long);
  });
};
