import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { procStartOf } from '../../../localstack/identity.ts';
import { holderOf, tryLock, unlock, withLock } from '../../../localstack/lock.ts';
import { tempFolder } from './temp-home.ts';

const aLock = (): string => join(tempFolder(), 'a.lock');

/** A lock that a process of ours holds which lives until the test is over. */
const heldByAnother = (path: string) => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const pid = child.pid ?? 0;
  writeFileSync(path, JSON.stringify({ pid, procStart: procStartOf(pid), what: 'another' }));
  return child;
};

describe('a lock', () => {
  it('is taken once and free again after', () => {
    const path = aLock();

    const first = tryLock(path, 'test');
    const second = tryLock(path, 'test');
    unlock(path);

    expect([first, second]).toEqual([true, false]);
    expect(existsSync(path)).toBe(false);
  });

  it('refuses while its holder lives, and is taken over when the holder is dead', async () => {
    const path = aLock();
    const holder = heldByAnother(path);

    const whileAlive = tryLock(path, 'test');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const afterDeath = tryLock(path, 'test');

    expect([whileAlive, afterDeath]).toEqual([false, true]);
    expect(holderOf(path)?.pid).toBe(process.pid);
  });

  it('is not held by a later process with the same id', () => {
    const path = aLock();
    writeFileSync(path, JSON.stringify({ pid: process.pid, procStart: 'before', what: 'long ago' }));

    const holder = holderOf(path);
    const taken = tryLock(path, 'test');

    expect(holder).toBeUndefined();
    expect(taken).toBe(true);
  });

  it('refuses to be freed by somebody who does not hold it', () => {
    const path = aLock();
    heldByAnother(path);

    unlock(path);

    expect(holderOf(path)?.what).toBe('another');
  });

  it('lets one after the other work under it', async () => {
    const path = aLock();
    const log = join(tempFolder(), 'log');
    const step = async (name: string): Promise<void> => {
      writeFileSync(log, `${name} begins `, { flag: 'a' });
      await new Promise(setImmediate);
      writeFileSync(log, `${name} ends `, { flag: 'a' });
    };

    await Promise.all([withLock(path, 'a', () => step('a')), withLock(path, 'b', () => step('b'))]);

    expect(readFileSync(log, 'utf8')).toMatch(/^(a begins a ends b begins b ends|b begins b ends a begins a ends) $/);
  });
});
