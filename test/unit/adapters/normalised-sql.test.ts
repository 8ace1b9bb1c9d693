import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisedSql } from '../../../functions/adapters/postgres/normalised-sql.ts';

describe('a statement that is kept', () => {
  it.each([
    ["SELECT * FROM users WHERE email = 'alice@example.org'", 'SELECT * FROM users WHERE email = ?'],
    ["SELECT 'it''s', E'it\\'s', U&'\\0061', B'01', x'ff', N'n'", 'SELECT ?, ?, ?, ?, ?, ?'],
    ['SELECT $$a ? b$$, $tag$ $$ $tag$, $1, $23', 'SELECT ?, ?, $1, $23'],
    ['SELECT 1, -2.5, .5, 1e10, 0xff, 1_000', 'SELECT ?, -?, ?, ?, ?, ?'],
    ['SELECT t1.c2, "Column 3", größe4 FROM t1', 'SELECT t1.c2, "Column 3", größe4 FROM t1'],
    ['SELECT 1 -- secret\n  , 2 /* a /* nested */ secret */ , 3', 'SELECT ? , ? , ?'],
    ['UPDATE  cards\n\tSET number = 4111111111111111', 'UPDATE cards SET number = ?'],
    ['BEGIN', 'BEGIN'],
    ['', ''],
  ])('becomes %j without its literals', (sql, expected) => {
    const kept = normalisedSql(sql);

    expect(kept).toBe(expected);
  });

  it.each([
    ["SELECT 'cut off in the mid", 'SELECT ?'],
    ["SELECT E'cut off \\", 'SELECT ?'],
    ['SELECT $body$ cut off', 'SELECT ?'],
    ['SELECT 1 /* cut off', 'SELECT ?'],
  ])('loses what the server cut off in %j', (sql, expected) => {
    const kept = normalisedSql(sql);

    expect(kept).toBe(expected);
  });

  it('has at most five hundred characters', () => {
    const kept = normalisedSql(`SELECT ${'column, '.repeat(5000)}`);

    expect(kept).toHaveLength(500);
    expect(kept.endsWith('…')).toBe(true);
  });

  it('never tells what stood in a literal', () => {
    const secret = fc.stringMatching(/^[g-z]{8,20}$/);
    const quoted = fc.constantFrom(
      (text: string) => `'${text}'`,
      (text: string) => `'x''${text}'`,
      (text: string) => `E'\\'${text}'`,
      (text: string) => `$$${text}$$`,
      (text: string) => `/* ${text} */`,
      (text: string) => `-- ${text}\n`,
    );
    const filler = fc.constantFrom('SELECT ', ' = ', ', ', ' "a" ', ' 42 ', "'' ", ' \n');

    fc.assert(
      fc.property(secret, quoted, fc.array(filler), fc.array(filler), (text, quote, before, after) => {
        const kept = normalisedSql(before.join('') + quote(text) + after.join(''));

        expect(kept).not.toContain(text);
      }),
    );
  });
});
