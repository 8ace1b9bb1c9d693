import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKOUT, pathsOf } from '../../../localstack/home.ts';
import { isAlive, recordsOf } from '../../../localstack/processes.ts';
import { until } from '../../support/until.ts';
import { tempHome } from './temp-home.ts';

const localstack = (file: string): string => JSON.stringify(join(CHECKOUT, 'localstack', file));

/** A command that arms the reaper, starts a process and then does as it is told. */
const command = (home: string, then: string) =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { armReaper } = await import(${localstack('reaper.ts')});
       const { startProcess } = await import(${localstack('processes.ts')});
       const reaper = await armReaper(${JSON.stringify(home)});
       startProcess(${JSON.stringify(home)}, {
         name: 'one', command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], env: {},
       });
       ${then}`,
    ],
    { stdio: 'inherit' },
  );

describe('the reaper', () => {
  it('takes the home down when the command that armed it is killed outright', async () => {
    const home = tempHome();

    await once(command(home, "process.kill(process.pid, 'SIGKILL');"), 'exit');

    await until('the home is empty', 10, async () => (existsSync(pathsOf(home).run) ? undefined : true));
    expect(recordsOf(home)).toEqual([]);
  });

  it('leaves the home alone when the command sent it away', async () => {
    const home = tempHome();

    const [code] = await once(command(home, 'await reaper.disarm(); process.exit(0);'), 'exit');

    expect(code).toBe(0);
    expect(recordsOf(home).map(isAlive)).toEqual([true]);
  });
});
