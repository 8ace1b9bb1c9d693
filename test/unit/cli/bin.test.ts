import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const BIN = join(import.meta.dirname, '../../../bin/selfright');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selfright-bin-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('bin/selfright', () => {
  it('runs with the project’s own Node from any folder, through a symlink of a symlink', async () => {
    symlinkSync(BIN, join(folder, 'first'));
    symlinkSync('first', join(folder, 'second'));

    const { stdout } = await run(join(folder, 'second'), ['--help'], { cwd: folder, env: { PATH: '/usr/bin:/bin' } });

    expect(stdout).toContain('Usage: selfright');
  });

  it('ends with the code of its command', async () => {
    const running = run(BIN, ['incidents'], { env: { PATH: '/usr/bin:/bin', SELFRIGHT_HOME: folder } });

    await expect(running).rejects.toMatchObject({ code: 3, stderr: expect.stringContaining('npm run up') });
  });
});
