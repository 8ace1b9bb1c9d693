import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, stop } from 'esbuild';
import { BIN, CHECKOUT, pathsOf } from './home.ts';
import { answers, plainEnv, startProcess, untilHealthy } from './processes.ts';

/** Interpreted and without helper threads: it does next to nothing, and shall need next to nothing. */
const SMALL = ['--lite-mode', '--single-threaded', '--max-old-space-size=64'];

/** Starts the stand-in for Jira; answers its address. */
export const startJira = async (home: string, port: number): Promise<string> => {
  const folder = pathsOf(home).jira;
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'jira.mjs');
  await build({
    entryPoints: [join(CHECKOUT, 'localstack', 'jira', 'main.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'silent',
  });
  await stop();
  const url = `http://127.0.0.1:${port}`;
  const record = startProcess(home, {
    name: 'jira',
    command: join(BIN, 'node'),
    args: [...SMALL, outfile],
    cwd: folder,
    env: plainEnv({ PORT: String(port), NODE_OPTIONS: '' }),
  });
  await untilHealthy(home, record, () => answers(`${url}/health`));
  return url;
};
