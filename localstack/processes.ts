import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { CHECKOUT, pathsOf } from './home.ts';
import { groupMembers, isSameProcess, MARK, markedProcesses, procStartOf } from './identity.ts';
import { LocalProblem } from './problem.ts';

/** What to run, and how it wants to be stopped. */
export interface ProcessSpec {
  /** Also the name of its record and of its log. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** @default the checkout */
  readonly cwd?: string;
  /** Run as this user instead of our own. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** The signal that ends it in good order. @default SIGTERM */
  readonly stopSignal?: 'SIGTERM' | 'SIGINT';
}

const ProcessRecord = z.object({
  name: z.string(),
  pid: z.int().positive(),
  startedAt: z.string(),
  procStart: z.string(),
  stopSignal: z.enum(['SIGTERM', 'SIGINT']).default('SIGTERM'),
});
/** The note in `run/<name>.json` by which a process is found again. */
export type ProcessRecord = z.infer<typeof ProcessRecord>;

export const logOf = (home: string, name: string): string => join(pathsOf(home).logs, `${name}.log`);

const recordFile = (home: string, name: string): string => join(pathsOf(home).run, `${name}.json`);

/** Homes that are being taken down by this process: nothing is started in them meanwhile. */
const closing = new Set<string>();

const launch = (home: string, spec: ProcessSpec): { readonly record: ProcessRecord; readonly child: ChildProcess } => {
  const log = logOf(home, spec.name);
  if (closing.has(home)) throw new LocalProblem(`${spec.name} is not started: ${home} is being taken down`, DOWN);
  for (const folder of [pathsOf(home).run, pathsOf(home).logs]) mkdirSync(folder, { recursive: true });
  const file = openSync(log, 'w');
  try {
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd ?? CHECKOUT,
      env: { ...spec.env, [MARK]: home },
      detached: true,
      stdio: ['ignore', file, file],
      ...spec.user,
    });
    child.on('error', () => undefined);
    const procStart = child.pid === undefined ? undefined : procStartOf(child.pid);
    if (child.pid === undefined || procStart === undefined) {
      const remedy = 'see that the program exists and may be executed';
      throw new LocalProblem(`${spec.name} did not start: ${spec.command}`, { remedy, log });
    }
    const record: ProcessRecord = {
      name: spec.name,
      pid: child.pid,
      startedAt: new Date().toISOString(),
      procStart,
      stopSignal: spec.stopSignal ?? 'SIGTERM',
    };
    writeFileSync(recordFile(home, spec.name), `${JSON.stringify(record)}\n`);
    return { record, child };
  } finally {
    closeSync(file);
  }
};

const DOWN = { remedy: 'start it again once the home is down' };

/** Starts a process in its own group, so that neither Ctrl-C nor our end reaches it, and notes it at once. */
export const startProcess = (home: string, spec: ProcessSpec): ProcessRecord => {
  const { record, child } = launch(home, spec);
  child.unref();
  return record;
};

/** Runs a program to its end, supervised like the others; `tell` gets each line of its log as it comes. */
export const runToEnd = async (home: string, spec: ProcessSpec, tell: (line: string) => void): Promise<void> => {
  const { child } = launch(home, spec);
  const log = logOf(home, spec.name);
  let told = 0;
  const tellNew = () => {
    const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.slice(told)) tell(line);
    told = lines.length;
  };
  const watch = setInterval(tellNew, 200);
  const end = await new Promise<string>((resolve) => child.on('exit', (code, name) => resolve(String(code ?? name))));
  clearInterval(watch);
  if (closing.has(home)) throw new LocalProblem(`${spec.name} was cut off: ${home} is being taken down`, DOWN);
  tellNew();
  rmSync(recordFile(home, spec.name), { force: true });
  if (end !== '0') throw new LocalProblem(`${spec.name} ended with ${end}`, { remedy: `read ${log}`, log });
};

/** Every process that this home has a note of, oldest first. */
export const recordsOf = (home: string): readonly ProcessRecord[] => {
  const folder = pathsOf(home).run;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const record = ProcessRecord.safeParse(parse(readFileSync(join(folder, file), 'utf8')));
      return record.success ? [record.data] : [];
    })
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const isAlive = (record: ProcessRecord): boolean => isSameProcess(record.pid, record.procStart);

/** The group is ours when its leader is, or when the leader is gone and nobody took its id since. */
const livingGroup = (record: ProcessRecord): readonly number[] =>
  isAlive(record) || procStartOf(record.pid) === undefined ? groupMembers(record.pid) : [];

const signal = (target: number, name: NodeJS.Signals): void => {
  try {
    process.kill(target, name);
  } catch {
    // It ended by itself in this very moment.
  }
};

/** Ends these processes: a polite signal to each group, newest first, and after the deadline an impolite one. */
const stopRecords = async (records: readonly ProcessRecord[], deadlineMs: number): Promise<void> => {
  const living = () => records.filter((record) => livingGroup(record).length > 0);
  for (const record of [...living()].reverse()) signal(-record.pid, record.stopSignal);
  const until = Date.now() + deadlineMs;
  while (living().length > 0 && Date.now() < until) await delay(25);
  for (const record of living()) signal(-record.pid, 'SIGKILL');
  const hardUntil = Date.now() + 2000;
  while (living().length > 0 && Date.now() < hardUntil) await delay(25);
};

/** Ends one process of a home and forgets it. */
export const stopProcess = async (home: string, name: string, deadlineMs = 5000): Promise<void> => {
  await stopRecords(
    recordsOf(home).filter((record) => record.name === name),
    deadlineMs,
  );
  rmSync(recordFile(home, name), { force: true });
};

/** Ends every process of a home, noted or only marked, and forgets them. Never touches a process of somebody else. */
export const stopAll = async (home: string, deadlineMs = 6000): Promise<number> => {
  closing.add(home);
  const records = recordsOf(home);
  const stopped = records.filter((record) => livingGroup(record).length > 0).length;
  await stopRecords(records, deadlineMs);
  const strays = markedProcesses(home);
  for (const pid of strays) signal(pid, 'SIGKILL');
  rmSync(pathsOf(home).run, { recursive: true, force: true });
  return stopped + strays.length;
};

/** Allows processes again in a home that was taken down. */
export const reopen = (home: string): void => {
  closing.delete(home);
};

/** Waits until `check` answers true; fails at once when the process dies, and at the deadline. */
export const untilHealthy = async (
  home: string,
  record: ProcessRecord,
  check: () => Promise<boolean>,
  deadlineMs = 30_000,
): Promise<void> => {
  const until = Date.now() + deadlineMs;
  for (let pause = 20; !(await check()); pause = Math.min(pause * 1.5, 200)) {
    const log = logOf(home, record.name);
    if (closing.has(home)) throw new LocalProblem(`${home} is being taken down`, DOWN);
    if (!isAlive(record)) throw new LocalProblem(`${record.name} ended while starting`, { remedy: `read ${log}`, log });
    if (Date.now() > until) {
      const seconds = deadlineMs / 1000;
      throw new LocalProblem(`${record.name} is not healthy after ${seconds} s`, { remedy: `read ${log}`, log });
    }
    await delay(pause);
  }
};

/** Whether a GET is answered with a 2xx status in time. */
export const answers = async (url: string, timeoutMs = 2000): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
};

/** The caller's environment as it is. */
export const wholeEnv = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const NEEDED = new Set(['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR']);

/** An environment without anything of the caller's but what programs need to run at all. */
export const plainEnv = (extra: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(wholeEnv()).filter(([name]) => NEEDED.has(name))),
  ...extra,
});
