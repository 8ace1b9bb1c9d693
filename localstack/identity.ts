import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const PROC = existsSync('/proc/self/stat');

interface Stat {
  readonly state: string;
  readonly group: number;
  readonly start: string;
}

/** The fields behind the command name, which may itself hold spaces and brackets. */
const statOf = (pid: number): Stat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', group: Number(fields[2]), start: fields[19] ?? '' };
  } catch {
    return undefined;
  }
};

const isOver = (state: string): boolean => state === 'Z' || state === 'X';

const startFromPs = (pid: number): string | undefined => {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
};

/** When the process with this id began, in the words of the system; undefined when it does not live. */
export const procStartOf = (pid: number): string | undefined => {
  if (!PROC) return startFromPs(pid);
  const stat = statOf(pid);
  return stat === undefined || isOver(stat.state) ? undefined : stat.start;
};

/** Whether this very process lives, and not a later one with the same id. */
export const isSameProcess = (pid: number, procStart: string): boolean => procStartOf(pid) === procStart;

const allPids = (): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 0);

/** The living members of a process group; where there is no /proc, only whether there are any. */
export const groupMembers = (group: number): readonly number[] => {
  if (PROC) {
    return allPids().filter((pid) => {
      const stat = statOf(pid);
      return stat !== undefined && stat.group === group && !isOver(stat.state);
    });
  }
  try {
    process.kill(-group, 0);
    return [group];
  } catch {
    return [];
  }
};

/** Name of the environment variable by which a stack's processes can be told from all others. */
export const MARK = 'SELFRIGHT_STACK_HOME';

/** The living processes that carry a home's mark, however deep below the ones that we started. */
export const markedProcesses = (home: string): readonly number[] => {
  if (!PROC) return [];
  const mark = `${MARK}=${home}`;
  return allPids().filter((pid) => {
    if (pid === process.pid) return false;
    try {
      const stat = statOf(pid);
      if (stat === undefined || isOver(stat.state)) return false;
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
    } catch {
      return false;
    }
  });
};
