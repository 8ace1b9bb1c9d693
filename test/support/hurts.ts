import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import * as z from 'zod';
import type { TestOutputs } from './outputs.ts';

const pidOf = ({ home }: TestOutputs, name: string): number =>
  z.object({ pid: z.int().positive() }).parse(JSON.parse(readFileSync(join(home, 'run', `${name}.json`), 'utf8'))).pid;

/** Freezes processes of the stack while something happens: they take connections and answer nothing. */
export const whileFrozen = async <T>(
  outputs: TestOutputs,
  names: readonly string[],
  what: () => Promise<T>,
): Promise<T> => {
  // A process of the shop is a group: the program, and who keeps it running.
  const groups = names.map((name) => -pidOf(outputs, name));
  for (const group of groups) process.kill(group, 'SIGSTOP');
  try {
    return await what();
  } finally {
    for (const group of groups) process.kill(group, 'SIGCONT');
  }
};

/** Has PostgreSQL refuse Selfright (and only it) while something happens. */
export const whileRefused = async <T>(
  { databaseAdminUrl }: TestOutputs,
  role: 'selfright',
  what: () => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: databaseAdminUrl });
  await client.connect();
  try {
    await client.query(`ALTER ROLE ${role} NOLOGIN`);
    return await what();
  } finally {
    await client.query(`ALTER ROLE ${role} LOGIN`);
    await client.end();
  }
};
