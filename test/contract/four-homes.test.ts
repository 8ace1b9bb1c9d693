import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RUNBOOKS } from '../../functions/core/runbooks/index.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What stands beside the faults in a home: all of them, and what each one is. */
const NOT_ONE: readonly string[] = ['index', 'fault'];

/** Names of the files directly in a folder that end like this, without that end. */
const namesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length))
    .filter((name) => !NOT_ONE.includes(name) && !name.endsWith('.test'))
    .toSorted();

const RULES = 'monitoring/prometheus/rules';
const FAULTS = namesIn('functions/core/runbooks', '.ts');

const homes = [
  { home: 'rules', names: namesIn(RULES, '.yml') },
  { home: 'tests of the rules', names: namesIn(RULES, '.test.yml') },
  { home: 'faults', names: namesIn('localstack/faults', '.ts') },
  { home: 'end-to-end tests', names: namesIn('test/e2e', '.test.ts') },
];

describe('one fault, one name, four homes', () => {
  it('names something', () => {
    expect(FAULTS).not.toEqual([]);
  });

  it.each(homes)('has the same names in its $home as in its runbooks', ({ names }) => {
    expect(names).toEqual(FAULTS);
  });

  it('considers every runbook, each under the name of its file', () => {
    expect(RUNBOOKS.map(({ fault }) => fault).toSorted()).toEqual(FAULTS);
  });

  it.each(FAULTS)('injects and heals %s under that name', (fault) => {
    const source = readFileSync(join(ROOT, 'localstack/faults', `${fault}.ts`), 'utf8');
    const index = readFileSync(join(ROOT, 'localstack/faults/index.ts'), 'utf8');

    expect(source).toContain(`name: '${fault}'`);
    expect(index).toContain(`from './${fault}.ts'`);
  });

  it.each(FAULTS)('has a rule for %s that says so, and leads to a page that exists', (fault) => {
    const rule = readFileSync(join(ROOT, RULES, `${fault}.yml`), 'utf8');

    expect(rule).toMatch(new RegExp(`^ +- name: ${fault}$`, 'm'));
    expect(rule).toMatch(new RegExp(`^ +fault: ${fault}$`, 'm'));
    expect(existsSync(join(ROOT, /runbook_url: (?<page>\S+)/.exec(rule)?.groups?.['page'] ?? 'none'))).toBe(true);
  });
});

describe('a trap', () => {
  it('never has a runbook', () => {
    const folder = join(ROOT, 'localstack/traps');
    const traps = existsSync(folder) ? namesIn('localstack/traps', '.ts') : [];

    expect(traps.filter((trap) => FAULTS.includes(trap))).toEqual([]);
  });
});
