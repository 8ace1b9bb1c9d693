import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const BIOME = join(ROOT, 'node_modules/.bin/biome');

/** One source file that a linter is to judge. */
export interface Planted {
  readonly file: string;
  readonly source: string;
}

/**
 * Lints planted sources by the project's own configuration, outside of the project, all in one run.
 * Answers which files each of the rules refuses.
 */
export const refusedBy = async (
  rules: readonly string[],
  planted: readonly Planted[],
): Promise<ReadonlySet<string>> => {
  const folder = await mkdtemp(join(tmpdir(), 'selfright-law-'));
  try {
    await cp(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    for (const { file, source } of planted) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), source);
    }
    const said = await lint(folder, rules);
    return new Set([...said.matchAll(/title=lint[^,]*,file=(?<file>[^,]+),/g)].map((one) => nameIn(folder, one)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const nameIn = (folder: string, { groups }: RegExpMatchArray): string => {
  const file = groups?.['file'] ?? '';
  return file.startsWith('/') ? relative(folder, file) : file;
};

const lint = (cwd: string, rules: readonly string[]): Promise<string> => {
  const only = rules.flatMap((rule) => ['--only', rule]);
  const asked = ['lint', ...only, '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.'];
  return new Promise((resolve, reject) => {
    execFile(BIOME, asked, { cwd }, (error, stdout, stderr) => {
      // It exits with 1 when it refuses something; anything else means that it did not judge at all.
      if (error !== null && error.code !== 1) reject(new Error(`biome: ${stderr}`));
      else resolve(stdout);
    });
  });
};
