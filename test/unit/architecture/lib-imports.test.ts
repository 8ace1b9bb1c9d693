import { describe, expect, it } from 'vitest';
import { sourcesIn } from './sources.ts';

const OF_FUNCTIONS = /^(?<how>import|export)(?<type> type)? [^;]*?from '(?:\.\.\/)+functions\/(?<what>[^']+)';/gm;

/** Imports by which a Lambda's code, not only its type, would come into the templates. */
const heavy = (code: string): readonly string[] =>
  [...code.matchAll(OF_FUNCTIONS)].flatMap(({ groups }) =>
    groups?.['type'] !== undefined || groups?.['what']?.startsWith('core/contracts/') ? [] : [groups?.['what'] ?? ''],
  );

describe('lib', () => {
  it('knows a Lambda by the type of its environment only', async () => {
    const sources = await sourcesIn('lib');

    const found = sources.flatMap(({ file, code }) => heavy(code).map((what) => `${file} imports ${what}`));

    expect(sources.some(({ code }) => code.includes('/env.ts'))).toBe(true);
    expect(found).toEqual([]);
  });

  it.each([
    [`import { Env } from '../../functions/act/env.ts';`, ['act/env.ts']],
    [`import {\n  Env,\n} from '../functions/act/env.ts';`, ['act/env.ts']],
    [`export { Env } from '../functions/act/env.ts';`, ['act/env.ts']],
    [`import type { Env } from '../../functions/act/env.ts';`, []],
    [`import { PolicySchema } from '../../functions/core/contracts/policy.ts';`, []],
  ])('is told apart: %s', (code, found) => {
    expect(heavy(code)).toEqual(found);
  });
});
