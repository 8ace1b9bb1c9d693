import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { pathsOf } from './home.ts';
import { LocalProblem } from './problem.ts';
import { logOf, plainEnv } from './processes.ts';

/** A helper in a session of its own that takes the home down when this process ends without a word. */
export interface Reaper {
  /** Sends it away: the stack may outlive this process, or is down already. */
  disarm(): Promise<void>;
}

/** Arms the reaper before anything is started; it holds the other end of a pipe, which even SIGKILL of us breaks. */
export const armReaper = async (home: string): Promise<Reaper> => {
  mkdirSync(pathsOf(home).logs, { recursive: true });
  const log = openSync(logOf(home, 'reaper'), 'w');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'reaper-process.ts'), home], {
    detached: true,
    env: plainEnv(),
    cwd: '/',
    stdio: ['pipe', 'pipe', log],
  });
  closeSync(log);
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('the reaper has no pipes');
  stdin.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([once(stdout, 'data'), gone]);
  if (child.exitCode !== null) {
    throw new LocalProblem('the reaper did not start', {
      remedy: `read ${logOf(home, 'reaper')}`,
      log: logOf(home, 'reaper'),
    });
  }
  // It must not keep this process alive.
  stdout.destroy();
  child.unref();
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return {
    disarm: () => {
      child.ref();
      stdin.end('disarm');
      return gone;
    },
  };
};
