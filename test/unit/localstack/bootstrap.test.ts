import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKOUT } from '../../../localstack/home.ts';
import { tempFolder } from './temp-home.ts';

const bootstrap = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(CHECKOUT, 'localstack', 'bootstrap.mjs'), ...args], { encoding: 'utf8' });

const script = (text: string): string => {
  const file = join(tempFolder(), 'script.ts');
  writeFileSync(file, text);
  return file;
};

describe('the entry of the npm scripts', () => {
  it('refuses an unknown command with the commands that there are', () => {
    const { status, stderr } = bootstrap('sail');

    expect(status).toBe(1);
    expect(stderr).toContain('unknown command: sail');
    expect(stderr).toMatch(/start[\s\S]*up[\s\S]*down[\s\S]*deploy[\s\S]*fault[\s\S]*heal[\s\S]*test[\s\S]*exec/);
  });

  it("runs a script with the project's Node, its arguments and its exit code", () => {
    const file = script('const [, , a]: string[] = process.argv; console.log(process.version, a); process.exit(5);');

    const { status, stdout } = bootstrap('exec', file, 'argument');

    expect(status).toBe(5);
    expect(stdout).toMatch(/^v24\.\d+\.\d+ argument$/m);
  });

  it('ends as the signal that ended the script', () => {
    const file = script("process.kill(process.pid, 'SIGTERM'); setInterval(() => undefined, 1000);");

    const { status } = bootstrap('exec', file);

    expect(status).toBe(143);
  });
});
