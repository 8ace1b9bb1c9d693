import { describe, expect, it } from 'vitest';
import { refusedBy } from './planted.ts';
import { sourcesIn, withoutComments } from './sources.ts';

/** What no linter rule refuses as precisely as we mean it. */
const IMPURE: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['reads the clock', /\bDate\.now\b|\bnew Date\s*\(\s*\)|\bnew Date\s*[;,)\]}]|(?<!new )\bDate\(/],
  ['rolls dice', /\bMath\.random\b/],
  ['reads its surroundings', /\bimport\.meta\b/],
];

const impurities = (code: string): readonly string[] =>
  IMPURE.flatMap(([what, pattern]) => (pattern.test(code) ? [what] : []));

describe('core', () => {
  it('reads no clock and rolls no dice, in any of its files', async () => {
    const sources = await sourcesIn('functions/core');

    const found = sources.flatMap(({ file, code }) => impurities(code).map((what) => `${file} ${what}`));

    expect(sources.length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });

  it.each([
    'const at = new Date();',
    'const at = new Date( );',
    'const at = [new Date, 1];',
    'const at = Date.now();',
    'const at = Date.now;',
    'const at = Date();',
    'const dice = Math.random();',
    'const here = import.meta.url;',
  ])('would be refused with: %s', (code) => {
    expect(impurities(code)).not.toEqual([]);
  });

  it.each([
    'const at = new Date(look.since * 1000);',
    'const at = Date.parse(text);',
    'type Clock = () => Date;',
    'const at: Date = clock();',
    withoutComments('/** Nothing here calls Date.now() or new Date(). */ const a = 1; // nor Math.random()'),
  ])('may say: %s', (code) => {
    expect(impurities(code)).toEqual([]);
  });

  it('is refused what only the outside has, by the linter', async () => {
    const globals = ['process.env', 'globalThis', 'fetch', 'crypto', 'performance', 'setTimeout', 'console', 'Buffer'];
    const planted = ['domain', 'ports', 'contracts', 'runbooks', 'usecases'].flatMap((part) =>
      globals.map((name, i) => ({
        file: `functions/core/${part}/planted-${i}.ts`,
        source: `export const used = ${name};\n`,
      })),
    );

    const refused = await refusedBy(['style/noRestrictedGlobals'], planted);

    expect(refused).toEqual(new Set(planted.map(({ file }) => file)));
  }, 60_000);
});
