import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Arm } from './binaries.ts';
import { runCommand } from './command.ts';

interface Archive {
  readonly url: string;
  /** Folder inside the archive. */
  readonly top: string;
  readonly sha256: string;
}

/** The projects' own releases, only for platforms whose checksums could be confirmed by independent sources. */
const ARCHIVES: Readonly<Record<string, { readonly prometheus: Archive; readonly alertmanager: Archive }>> = {
  'linux-x64': {
    prometheus: {
      url: 'https://github.com/prometheus/prometheus/releases/download/v2.54.0/prometheus-2.54.0.linux-amd64.tar.gz',
      top: 'prometheus-2.54.0.linux-amd64',
      sha256: '465e1393a0cca9705598f6ffaf96ffa78d0347808ab21386b0c6aaec2cf7aa13',
    },
    alertmanager: {
      url: 'https://github.com/prometheus/alertmanager/releases/download/v0.25.0/alertmanager-0.25.0.linux-amd64.tar.gz',
      top: 'alertmanager-0.25.0.linux-amd64',
      sha256: '206cf787c01921574ca171220bb9b48b043c3ad6e744017030fed586eb48e04b',
    },
  },
};

/** Fetches, refuses anything with another checksum, and unpacks. */
export const fetchArchive = async (archive: Archive, folder: string): Promise<void> => {
  const response = await fetch(archive.url, { signal: AbortSignal.timeout(180_000) });
  if (!response.ok) throw new Error(`${archive.url} answered ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== archive.sha256) {
    throw new Error(`${archive.url} has checksum ${sha256}; only ${archive.sha256} is accepted`);
  }
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${archive.top}.tar.gz`);
  writeFileSync(file, bytes);
  const { code, text } = await runCommand('tar', ['-xzf', file, '-C', folder]);
  if (code !== 0) throw new Error(`tar could not unpack ${file}: ${text.trim()}`);
};

/** `fetch` says what went wrong only in the cause of its error. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** The projects' official release archives. */
export const fromArchives: Arm = async (folder, say) => {
  const platform = `${process.platform}-${process.arch}`;
  const archives = ARCHIVES[platform];
  if (archives === undefined) throw new Error(`release archives: no confirmed checksums for ${platform}`);
  say('fetching Prometheus and Alertmanager (release archives)');
  try {
    await Promise.all([fetchArchive(archives.prometheus, folder), fetchArchive(archives.alertmanager, folder)]);
  } catch (error) {
    throw new Error(`release archives: ${reasonOf(error)}`, { cause: error });
  }
  return {
    prometheus: join(archives.prometheus.top, 'prometheus'),
    promtool: join(archives.prometheus.top, 'promtool'),
    alertmanager: join(archives.alertmanager.top, 'alertmanager'),
    amtool: join(archives.alertmanager.top, 'amtool'),
    alertmanagerFolder: archives.alertmanager.top,
    origin: 'release archives',
  };
};
