import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pageOf, ruleOf, ruleTestOf, runbookOf, storyOf, weaknessOf } from './templates.ts';

/** The name of a fault in code: `disk-full` is `diskFull`. */
export const identifierOf = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The files of a new fault, by their paths. */
export const filesOf = (name: string): ReadonlyMap<string, string> =>
  new Map([
    [`monitoring/prometheus/rules/${name}.yml`, ruleOf(name)],
    [`monitoring/prometheus/rules/${name}.test.yml`, ruleTestOf(name)],
    [`functions/core/runbooks/${name}.ts`, runbookOf(name, identifierOf(name))],
    [`localstack/faults/${name}.ts`, weaknessOf(name, identifierOf(name))],
    [`test/e2e/${name}.test.ts`, storyOf(name)],
    [`docs/faults/${name}.md`, pageOf(name)],
  ]);

/** An index with a fault more: an import in its place, and a line at the end of its list. */
export const indexWith = (index: string, name: string, entry: string): string => {
  const line = `import { ${identifierOf(name)} } from './${name}.ts';`;
  const imports = [...index.matchAll(/^import \{ \w+ \} from '\.\/[\w-]+\.ts';$/gm)].map(([text]) => text);
  const last = imports.at(-1);
  if (last === undefined) throw new Error('the index imports nothing');
  const sorted = [...imports, line].toSorted((a, b) => (a.split('./')[1] ?? '').localeCompare(b.split('./')[1] ?? ''));
  const first = index.indexOf(imports[0] ?? '');
  const end = index.indexOf(last) + last.length;
  const body = `${index.slice(0, first)}${sorted.join('\n')}${index.slice(end)}`;
  return body.replace(/,?\n\];/, `,\n  ${entry},\n];`);
};

/** Writes a new fault into its homes below a root; refuses a name that is taken or none. */
export const scaffold = (root: string, name: string): readonly string[] => {
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(name))
    throw new Error(`no name of a fault: ${name}; two words or more in kebab-case`);
  const files = filesOf(name);
  for (const path of files.keys()) if (existsSync(join(root, path))) throw new Error(`${path} is there already`);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const indexes = [
    ['functions/core/runbooks/index.ts', identifierOf(name)],
    ['localstack/faults/index.ts', `${identifierOf(name)}(patient)`],
  ] as const;
  for (const [path, entry] of indexes) {
    const index = readFileSync(join(root, path), 'utf8');
    writeFileSync(join(root, path), indexWith(index, name, entry));
  }
  return [...files.keys(), ...indexes.map(([path]) => path)];
};
