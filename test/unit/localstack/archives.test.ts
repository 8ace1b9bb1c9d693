import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchArchive } from '../../../localstack/tools/archives.ts';
import { tempFolder } from './temp-home.ts';

/** A release archive with one file in its top folder, served on loopback. */
const served = async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'thing-1'));
  writeFileSync(join(folder, 'thing-1', 'thing'), 'program');
  execFileSync('tar', ['-czf', 'thing.tar.gz', 'thing-1'], { cwd: folder });
  const bytes = readFileSync(join(folder, 'thing.tar.gz'));
  const server = createServer((_, response) => response.end(bytes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, sha256: createHash('sha256').update(bytes).digest('hex') };
};

describe('a release archive', () => {
  it('is unpacked when it has the pinned checksum', async () => {
    const { url, sha256 } = await served();
    const target = tempFolder();

    await fetchArchive({ url, sha256, top: 'thing-1' }, target);

    expect(readFileSync(join(target, 'thing-1', 'thing'), 'utf8')).toBe('program');
  });

  it('refuses every other checksum and leaves nothing unpacked', async () => {
    const { url } = await served();
    const target = tempFolder();

    const fetching = fetchArchive({ url, sha256: '0'.repeat(64), top: 'thing-1' }, target);

    await expect(fetching).rejects.toThrow(`only ${'0'.repeat(64)} is accepted`);
    expect(existsSync(join(target, 'thing-1'))).toBe(false);
  });
});
