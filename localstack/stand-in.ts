import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { BIN, CHECKOUT, pathsOf } from './home.ts';
import { LocalProblem } from './problem.ts';
import { answers, plainEnv, startProcess, untilHealthy } from './processes.ts';

/** Interpreted and without helper threads: it does next to nothing, and shall need next to nothing. */
const SMALL = ['--lite-mode', '--single-threaded', '--max-old-space-size=64'];

/** Systems of others that a laptop has not; each lies in a folder of its name. */
export type StandIn = 'jira' | 'slack' | 'teams';

/** Starts a stand-in; answers its address. */
export const startStandIn = async (home: string, name: StandIn, port: number): Promise<string> => {
  const folder = pathsOf(home)[name];
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${name}.mjs`);
  // One process may bring up two stacks at once, and they share esbuild's service: neither may end it, nor wait for it.
  buildSync({
    entryPoints: [join(CHECKOUT, 'localstack', name, 'main.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'silent',
  });
  const url = `http://127.0.0.1:${port}`;
  const record = startProcess(home, {
    name,
    command: join(BIN, 'node'),
    args: [...SMALL, outfile],
    cwd: folder,
    env: plainEnv({ PORT: String(port), NODE_OPTIONS: '' }),
  });
  await untilHealthy(home, record, () => answers(`${url}/health`));
  return url;
};

/** Tells a stand-in what it and Selfright must agree about, as whoever installs an app does: secrets, and where we answer. */
export const agree = async (name: StandIn, url: string, agreement: Readonly<Record<string, string>>): Promise<void> => {
  const answer = await fetch(`${url}/stand-in`, { method: 'POST', body: JSON.stringify(agreement) });
  if (answer.ok) return;
  throw new LocalProblem(`the stand-in for ${name} answered ${answer.status}`, {
    remedy: `see .local/logs/${name}.log`,
  });
};
