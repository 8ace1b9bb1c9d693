import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CommandFailed, EXIT } from '../exit.ts';

const Truth = z.record(z.string(), z.object({ service: z.string().nullable(), fault: z.string().optional() }));
export type Truth = z.infer<typeof Truth>;

/** The folders in and below a folder that hold a case, in order. */
export const findCases = (folder: string): readonly string[] => {
  if (existsSync(join(folder, 'case.json'))) return [folder];
  const entries = (() => {
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      throw new CommandFailed(EXIT.usage, `cannot read ${folder}: ${error instanceof Error ? error.message : error}`);
    }
  })();
  return entries
    .filter((entry) => entry.isDirectory())
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => findCases(join(folder, name)));
};

/** What is known to be right about the cases of a system. */
export const readTruth = (folder: string): Truth =>
  Truth.parse(JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')));
