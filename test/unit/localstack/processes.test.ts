import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pathsOf } from '../../../localstack/home.ts';
import { groupMembers, procStartOf } from '../../../localstack/identity.ts';
import {
  isAlive,
  logOf,
  plainEnv,
  recordsOf,
  reopen,
  runToEnd,
  startProcess,
  stopAll,
  stopProcess,
  untilHealthy,
} from '../../../localstack/processes.ts';
import { until } from '../../support/until.ts';
import { tempHome } from './temp-home.ts';

const node = (script: string, name = 'one') => ({
  name,
  command: process.execPath,
  args: ['-e', script],
  env: plainEnv(),
});

const FOREVER = 'console.log("ready"); setInterval(() => {}, 1000);';

const saysReady = (home: string, name = 'one') =>
  until(`${name} is ready`, 10, async () => readFileSync(logOf(home, name), 'utf8').includes('ready') || undefined);

describe('a supervised process', () => {
  it('is noted at once, logs to its own file and knows its home', async () => {
    const home = tempHome();

    const record = startProcess(home, node(`console.log(process.env.SELFRIGHT_STACK_HOME); ${FOREVER}`));
    await saysReady(home);

    expect(recordsOf(home)).toEqual([record]);
    expect(isAlive(record)).toBe(true);
    expect(readFileSync(logOf(home, 'one'), 'utf8')).toContain(home);
  });

  it('ends together with its children, and its note with it', async () => {
    const home = tempHome();
    const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(FOREVER)}], { stdio: 'inherit' }); setInterval(() => {}, 1000);`;
    const record = startProcess(home, node(parent));
    await saysReady(home);

    const stopped = await stopAll(home);

    expect(stopped).toBe(1);
    expect(groupMembers(record.pid)).toEqual([]);
    expect(recordsOf(home)).toEqual([]);
  });

  it('is killed after the deadline when it does not listen', async () => {
    const home = tempHome();
    const record = startProcess(home, node(`process.on('SIGTERM', () => {}); ${FOREVER}`));
    await saysReady(home);

    await stopAll(home, 50);

    expect(isAlive(record)).toBe(false);
  });

  it('is found by its mark when it left its group and nobody noted it', async () => {
    const home = tempHome();
    const escapee = `const { pid } = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(FOREVER)}], { stdio: 'inherit', detached: true }); console.log('pid', pid);`;
    startProcess(home, node(escapee));
    await saysReady(home);
    const pid = Number(/pid (\d+)/.exec(readFileSync(logOf(home, 'one'), 'utf8'))?.[1]);

    await stopAll(home);

    await until('the stray is gone', 5, async () => (procStartOf(pid) === undefined ? true : undefined));
  });

  it('refuses to touch a process that only has the id of one of ours', async () => {
    const home = tempHome();
    const stranger = spawn(process.execPath, ['-e', FOREVER], { detached: true, stdio: 'ignore' });
    onTestFinished(() => {
      stranger.kill('SIGKILL');
    });
    const ours = startProcess(home, node(FOREVER));
    const note = { ...ours, name: 'old', pid: stranger.pid, procStart: 'of an earlier process' };
    writeFileSync(join(pathsOf(home).run, 'old.json'), JSON.stringify(note));

    await stopAll(home, 200);

    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    expect(procStartOf(stranger.pid ?? 0)).toBeDefined();
  });

  it('can be stopped alone', async () => {
    const home = tempHome();
    const one = startProcess(home, node(FOREVER, 'one'));
    const two = startProcess(home, node(FOREVER, 'two'));

    await stopProcess(home, 'one');

    expect([isAlive(one), isAlive(two)]).toEqual([false, true]);
    expect(recordsOf(home).map(({ name }) => name)).toEqual(['two']);
  });

  it('refuses to start in a home that is being taken down, until that is open again', async () => {
    const home = tempHome();
    await stopAll(home);

    const early = () => startProcess(home, node(FOREVER));

    expect(early).toThrow('is being taken down');
    reopen(home);
    expect(early).not.toThrow();
  });

  it('fails to become healthy as soon as it ends, naming its log', async () => {
    const home = tempHome();
    const record = startProcess(home, node('setTimeout(() => { console.log("no luck"); process.exit(3); }, 100)'));

    const waiting = untilHealthy(home, record, async () => false, 20_000);

    await expect(waiting).rejects.toMatchObject({ message: 'one ended while starting', log: logOf(home, 'one') });
  });
});

describe('a process that is run to its end', () => {
  it('tells its lines and leaves no note', async () => {
    const home = tempHome();
    const lines: string[] = [];

    await runToEnd(home, node('console.log("a"); console.log("b");'), (line) => lines.push(line));

    expect(lines).toEqual(['a', 'b']);
    expect(recordsOf(home)).toEqual([]);
  });

  it('fails with its log when it fails', async () => {
    const home = tempHome();

    const running = runToEnd(home, node('process.exit(7)'), () => undefined);

    await expect(running).rejects.toMatchObject({ message: 'one ended with 7', log: logOf(home, 'one') });
  });
});
