import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');

export interface Source {
  /** From the root of the project. */
  readonly file: string;
  /** Without its comments. */
  readonly code: string;
}

/** Every TypeScript source below a folder of the project. */
export const sourcesIn = async (folder: string): Promise<readonly Source[]> => {
  const names = await readdir(join(ROOT, folder), { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
  return Promise.all(
    files.toSorted().map(async (file) => ({ file, code: withoutComments(await readFile(join(ROOT, file), 'utf8')) })),
  );
};

export const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, ' ');
