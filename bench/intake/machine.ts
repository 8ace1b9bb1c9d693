import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { CHECKOUT } from '../../localstack/home.ts';

/** What a run's numbers depend on. */
export const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  /** Of the last minute: numbers that were taken on a busy machine are to be read as such. */
  load: loadavg()[0] ?? 0,
  system: `${platform()} ${release()} ${arch()}`,
});

const emulator = (): string => {
  const pinned = readFileSync(join(CHECKOUT, 'localstack', 'tools', 'requirements.txt'), 'utf8');
  return /^ministack==(?<version>\S+)$/m.exec(pinned)?.groups?.['version'] ?? 'unknown';
};

export const versions = () => ({ node: process.versions.node, ministack: emulator() });
