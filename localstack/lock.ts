import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { isSameProcess, procStartOf } from './identity.ts';

const Holder = z.object({ pid: z.int().positive(), procStart: z.string(), what: z.string() });
/** Who holds a lock, so that others can tell whether it is still held. */
export type Holder = z.infer<typeof Holder>;

const read = (path: string): Holder | undefined => {
  try {
    return Holder.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
};

/** Who holds the lock now; undefined when it is free or its holder is dead. */
export const holderOf = (path: string): Holder | undefined => {
  const holder = read(path);
  return holder !== undefined && isSameProcess(holder.pid, holder.procStart) ? holder : undefined;
};

/** Takes the lock for this process unless somebody alive holds it; answers whether it is ours now. */
export const tryLock = (path: string, what: string): boolean => {
  mkdirSync(dirname(path), { recursive: true });
  const own: Holder = { pid: process.pid, procStart: procStartOf(process.pid) ?? '', what };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    for (let tries = 0; tries < 3; tries += 1) {
      try {
        // A link is made whole or not at all, so nobody can read a half-written lock.
        linkSync(draft, path);
        return true;
      } catch {
        if (holderOf(path) !== undefined) return false;
        setAside(path);
      }
    }
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
};

/** Renaming first, so that of two that clear away a dead lock neither removes the other's fresh one. */
const setAside = (path: string): void => {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    const holder = holderOf(aside);
    if (holder !== undefined) linkSync(aside, path);
    rmSync(aside, { force: true });
  } catch {
    // Another process was quicker; the next try sees what it left.
  }
};

/** Frees the lock if it is ours. */
export const unlock = (path: string): void => {
  if (read(path)?.pid === process.pid) rmSync(path, { force: true });
};

/** Runs `work` while holding the lock, waiting for it as long as it takes somebody alive to free it. */
export const withLock = async <T>(
  path: string,
  what: string,
  work: () => Promise<T>,
  waiting: (holder: Holder) => void = () => undefined,
): Promise<T> => {
  for (let said = false; !tryLock(path, what); ) {
    const holder = holderOf(path);
    if (holder !== undefined && !said) {
      waiting(holder);
      said = true;
    }
    await delay(200);
  }
  try {
    return await work();
  } finally {
    unlock(path);
  }
};
