import { isWell, type Sign, type SignState } from '../../functions/core/domain/health/sign.ts';
import { type Paint, plain } from '../text.ts';

const WORDS = {
  well: ['ok', 'green'],
  noted: ['note', 'yellow'],
  unwell: ['WRONG', 'red'],
  unseen: ['UNSEEN', 'red'],
} as const satisfies Record<SignState, readonly [string, Parameters<Paint>[0]]>;

const LONGEST_WORD = Math.max(...Object.values(WORDS).map(([word]) => word.length));

const conclusion = (signs: readonly Sign[]): string => {
  if (isWell(signs)) return 'everything is well';
  const count = (state: SignState) => signs.filter((one) => one.state === state).length;
  return `${count('unwell')} wrong, ${count('unseen')} could not be looked at`;
};

/** One line a sign, with what to do about what is not well, and a last one that sums them up. */
export const signLines = (signs: readonly Sign[], paint: Paint): readonly string[] => {
  const width = Math.max(...signs.map(({ about }) => plain(about).length));
  const lines = signs.flatMap(({ about, state, says, remedy }) => {
    const [word, colour] = WORDS[state];
    const line = `${paint(colour, word.padEnd(LONGEST_WORD))}  ${plain(about).padEnd(width)}  ${plain(says)}`;
    return remedy === undefined
      ? [line]
      : [line, `${' '.repeat(LONGEST_WORD + width + 4)}${paint('dim', plain(remedy))}`];
  });
  return [...lines, conclusion(signs)];
};
