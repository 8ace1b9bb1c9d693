import { setTimeout as delay } from 'node:timers/promises';
import { pathsOf } from './home.ts';
import { type Holder, holderOf, tryLock, unlock } from './lock.ts';
import { LocalProblem } from './problem.ts';

/** Work that ends by itself soon, and is waited for. */
const BRIEF = { down: 'npm run down', reaper: 'clearing up after a command that was killed' } as const;

/** What a process may be at work on a home for, besides the commands themselves. */
export const TAKING_DOWN: string = BRIEF.down;
export const CLEARING_UP: string = BRIEF.reaper;

const isBrief = (holder: Holder | undefined): boolean =>
  holder === undefined || holder.what === TAKING_DOWN || holder.what === CLEARING_UP;

/** Makes this process the only one that works on the home, until `disown`. */
export const own = async (home: string, what: string, patienceMs = 15_000): Promise<void> => {
  const path = pathsOf(home).owner;
  const until = Date.now() + patienceMs;
  while (!tryLock(path, what)) {
    const holder = holderOf(path);
    if (!isBrief(holder) || Date.now() > until) {
      throw new LocalProblem(`${holder?.what ?? 'another command'} (pid ${holder?.pid ?? '?'}) is at work on ${home}`, {
        remedy: 'wait for it, end it with npm run down, or set SELFRIGHT_HOME to another folder for a second stack',
      });
    }
    await delay(50);
  }
};

export const owns = (home: string): boolean => holderOf(pathsOf(home).owner)?.pid === process.pid;

export const disown = (home: string): void => unlock(pathsOf(home).owner);

/** Asks the process that works on the home to end, and waits for it; one that does not listen is killed. */
export const endOwner = async (home: string, deadlineMs = 12_000): Promise<void> => {
  const holder = holderOf(pathsOf(home).owner);
  if (holder === undefined || holder.pid === process.pid || isBrief(holder)) return;
  const stillThere = () => holderOf(pathsOf(home).owner)?.pid === holder.pid;
  const until = Date.now() + deadlineMs;
  process.kill(holder.pid, 'SIGTERM');
  while (stillThere() && Date.now() < until) await delay(50);
  if (stillThere()) process.kill(holder.pid, 'SIGKILL');
};
