import { expect, it } from 'vitest';
import type { AgentCalls } from '../../functions/core/ports/agent-calls.ts';

/** What remembers calls by agents promises. */
export const agentCallsContract = (make: () => Promise<AgentCalls>): void => {
  it('counts each subject in each minute by itself', async () => {
    const calls = await make();

    const counted = [
      await calls.count('ci', 29_000_000),
      await calls.count('ci', 29_000_000),
      await calls.count('vera', 29_000_000),
      await calls.count('ci', 29_000_001),
    ];

    expect(counted).toEqual([1, 2, 1, 1]);
  });

  it('counts calls of one moment once each', async () => {
    const calls = await make();

    const counted = await Promise.all([1, 2, 3, 4, 5].map(() => calls.count('ci', 29_000_000)));

    expect(counted.toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  it('knows what was told, and nothing else', async () => {
    const calls = await make();
    await calls.tell('["INC-1","ci"]', 1_780_000_000);
    await calls.tell('["INC-1","ci"]', 1_780_000_000);

    const known = await Promise.all(['["INC-1","ci"]', '["INC-1","vera"]'].map((name) => calls.isTold(name)));

    expect(known).toEqual([true, false]);
  });
};
