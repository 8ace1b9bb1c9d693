import { execFileSync } from 'node:child_process';

/** One line of `ps`. */
export interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Reads what `ps -A -o pid=,ppid=,args=` says. */
export const listedIn = (text: string): readonly Listed[] =>
  text.split('\n').flatMap((line) => {
    const found = /^\s*(?<pid>\d+)\s+(?<parent>\d+)\s+(?<command>.+)$/.exec(line)?.groups;
    if (found === undefined) return [];
    return [{ pid: Number(found['pid']), parent: Number(found['parent']), command: found['command'] ?? '' }];
  });

/**
 * The processes that run a Lambda for one emulator: its own children, with the function's unpacked code as their
 * program. Nobody else's process fits both.
 */
export const workersAmong = (listed: readonly Listed[], emulator: number, functionName: string): readonly number[] =>
  listed
    .filter(({ parent, command }) => parent === emulator && command.includes(`/ministack-lambda-${functionName}-`))
    .map(({ pid }) => pid);

/** The living workers of a function. */
export const workersOf = (emulator: number, functionName: string): readonly number[] =>
  workersAmong(
    listedIn(execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })),
    emulator,
    functionName,
  );

/** Kills these at once, as a host that fails does; answers how many were still there. */
export const kill = (pids: readonly number[]): number =>
  pids.filter((pid) => {
    try {
      return process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
      throw error;
    }
  }).length;
