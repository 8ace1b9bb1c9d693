import { describe, expect, it } from 'vitest';
import { CommandFailed, EXIT } from '../../../cli/exit.ts';
import { patiently } from '../../../cli/patiently.ts';

/** Answers what the script says, one after the other. */
const scripted = (...script: readonly (string | Error)[]) => {
  let asked = 0;
  return {
    asked: () => asked,
    ask: async (): Promise<string> => {
      const line = script[asked] ?? 'nothing more';
      asked += 1;
      if (line instanceof Error) throw line;
      return line;
    },
  };
};

const busy = new CommandFailed(EXIT.unreachable, 'it does not answer');

describe('a stack that is watched', () => {
  it('is asked again when it did not answer', async () => {
    const { ask } = scripted(busy, 'here');

    expect(await patiently(ask)).toBe('here');
  });

  it('is given up in the end', async () => {
    const { ask, asked } = scripted(busy, busy);

    await expect(patiently(ask, 2)).rejects.toBe(busy);
    expect(asked()).toBe(2);
  });

  it.each([
    ['a refusal', new CommandFailed(EXIT.negative, 'no')],
    ['what nobody foresaw', new TypeError('oops')],
  ])('is asked once when the answer is %s', async (_, error) => {
    const { ask, asked } = scripted(error, 'never');

    await expect(patiently(ask)).rejects.toBe(error);
    expect(asked()).toBe(1);
  });
});
