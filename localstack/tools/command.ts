import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How a program ended and everything it printed. */
export interface Ended {
  readonly code: number;
  readonly text: string;
}

/** Where and as whom a program runs; by default in our own environment and folder. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Milliseconds after which it is ended. @default 300000 */
  readonly timeout?: number;
}

/** Runs a program to its end; a program that cannot be started ends with code 127. */
export const runCommand = (command: string, args: readonly string[], options: CommandOptions = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { timeout: 300_000, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        text += chunk;
      });
    }
    child.on('error', (error) => resolve({ code: 127, text: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });

/** The first of these programs that the PATH offers. */
export const onPath = (...names: readonly string[]): string | undefined => {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name);
      if (folder !== '' && isExecutable(file)) return file;
    }
  }
  return undefined;
};

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
