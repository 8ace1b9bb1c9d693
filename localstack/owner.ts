import { setTimeout as delay } from 'node:timers/promises';
import { pathsOf } from './home.ts';
import { type Holder, holderOf, tryLock, unlock } from './lock.ts';
import { LocalProblem } from './problem.ts';

/** Makes this process the only one that works on the home, until `disown`. */
export const own = (home: string, what: string): void => {
  const path = pathsOf(home).owner;
  if (tryLock(path, what)) return;
  const holder = holderOf(path);
  throw new LocalProblem(
    `${holder?.what ?? 'another command'} (pid ${holder?.pid ?? 'unknown'}) is at work on ${home}`,
    {
      remedy: 'wait for it, end it with npm run down, or set SELFRIGHT_HOME to another folder for a second stack',
    },
  );
};

export const disown = (home: string): void => unlock(pathsOf(home).owner);

/** Who works on the home, unless it is this process. */
export const otherOwner = (home: string): Holder | undefined => {
  const holder = holderOf(pathsOf(home).owner);
  return holder === undefined || holder.pid === process.pid ? undefined : holder;
};

/** Asks the process that works on the home to end, and waits for it; one that does not listen is killed. */
export const endOwner = async (home: string, deadlineMs = 12_000): Promise<void> => {
  const holder = otherOwner(home);
  if (holder === undefined) return;
  const until = Date.now() + deadlineMs;
  process.kill(holder.pid, 'SIGTERM');
  while (otherOwner(home)?.pid === holder.pid && Date.now() < until) await delay(50);
  if (otherOwner(home)?.pid === holder.pid) process.kill(holder.pid, 'SIGKILL');
};
