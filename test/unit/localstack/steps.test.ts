import { describe, expect, it } from 'vitest';
import { both, one, plainDisplay } from '../../../localstack/steps.ts';

const recorded = () => {
  const lines: string[] = [];
  return { lines, display: plainDisplay((line) => lines.push(line)) };
};

describe('the steps of a start', () => {
  it('are shown as one line each, with detail and duration', async () => {
    const { lines, display } = recorded();

    const value = await one(display, {
      title: 'tools',
      run: async (say) => {
        say('fetching');
        return 7;
      },
      detail: (seven) => `${seven} of them`,
    });

    expect(value).toBe(7);
    expect(lines[0]).toBe('… tools: fetching');
    expect(lines[1]).toMatch(/^✓ tools: 7 of them {2}\d+\.\d s$/);
  });

  it('waits for the other of two when one fails, and fails with its error', async () => {
    const { lines, display } = recorded();
    const slow = Promise.withResolvers<string>();
    const broken = async () => {
      setImmediate(() => slow.resolve('done'));
      throw new Error('broken');
    };

    const running = both(display, { title: 'a', run: broken }, { title: 'b', run: () => slow.promise });

    await expect(running).rejects.toThrow('broken');
    expect(lines.map((line) => line.slice(0, 3))).toEqual(['✗ a', '✓ b']);
  });
});
