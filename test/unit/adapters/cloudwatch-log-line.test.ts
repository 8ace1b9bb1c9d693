import { expect, it } from 'vitest';
import { wordsOfLine } from '../../../functions/adapters/cloudwatch-logs/line.ts';

it.each([
  ['{"level":"ERROR","message":"charge.refused","reason":"no key","amount":12}\n', 'ERROR charge.refused no key'],
  ['{"level":"INFO","cold":true}', '{"level":"INFO","cold":true}'],
  ['{broken', '{broken'],
  ['2026-03-02 plain text ', '2026-03-02 plain text'],
  ['START RequestId: 1 Version: 3', undefined],
  ['REPORT RequestId: 1\tDuration: 3 ms', undefined],
  ['', undefined],
])('of the line %j the words are %j', (line, words) => {
  expect(wordsOfLine(line)).toBe(words);
});
