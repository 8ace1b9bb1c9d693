import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Arm } from './binaries.ts';
import { onPath, runCommand } from './command.ts';

const PACKAGES = ['prometheus', 'prometheus-alertmanager'];

/** apt with lists and caches of our own, since the machine's may be missing, old or not ours to write. */
const privateApt = (folder: string): string => {
  const state = join(folder, 'state');
  const cache = join(folder, 'cache');
  for (const inner of [join(state, 'lists', 'partial'), join(cache, 'archives', 'partial')]) {
    mkdirSync(inner, { recursive: true });
  }
  const file = join(folder, 'apt.conf');
  const lines = [
    `Dir::State "${state}";`,
    'Dir::State::status "/var/lib/dpkg/status";',
    `Dir::Cache "${cache}";`,
    'APT::Sandbox::User "root";',
    'Acquire::Languages "none";',
    'Acquire::Retries "2";',
    'Acquire::http::Timeout "30";',
    // Container images clean the machine's cache after an update; that is not ours to do.
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};

const failed = (what: string, text: string): Error =>
  new Error(`Debian packages: ${what} failed: ${text.trim().split('\n').slice(-3).join(' | ')}`);

const debsIn = (folder: string): readonly string[] => readdirSync(folder).filter((file) => file.endsWith('.deb'));

const download = async (folder: string, say: (what: string) => void): Promise<void> => {
  const apt = (...args: readonly string[]) => runCommand('apt-get', ['--quiet', '--yes', ...args], { cwd: folder });
  // With the machine's own lists first: that is one request less, but they may be missing or too old.
  await apt('-o', 'APT::Sandbox::User=root', 'download', ...PACKAGES);
  if (debsIn(folder).length === PACKAGES.length) return;
  say('reading package lists (apt)');
  const own = ['-c', privateApt(join(folder, 'apt'))];
  const update = await apt(...own, 'update');
  if (update.code !== 0) throw failed('apt-get update', update.text);
  const { code, text } = await apt(...own, 'download', ...PACKAGES);
  if (code !== 0) throw failed('apt-get download', text);
};

/** Where the distribution's Alertmanager looks for its templates, and a path of the same length to the working folder. */
const INSTALLED_ASSETS = '/usr/share/prometheus/alertmanager';
const WORKING_FOLDER = './'.repeat(INSTALLED_ASSETS.length / 2);

/**
 * The distribution builds the place of its templates into the program, and does not start without them. They are not
 * to be put there without installing, so our copy of the program looks in the folder that it is started in.
 */
const lookInWorkingFolder = (program: string): void => {
  const bytes = readFileSync(program);
  for (let at = bytes.indexOf(INSTALLED_ASSETS); at >= 0; at = bytes.indexOf(INSTALLED_ASSETS, at + 1)) {
    bytes.write(WORKING_FOLDER, at, 'latin1');
  }
  writeFileSync(program, bytes);
};

/** The distribution's own packages, unpacked into our folder: no root, nothing installed, no service started. */
export const fromDebian: Arm = async (folder, say) => {
  if (onPath('apt-get') === undefined || onPath('dpkg-deb') === undefined) {
    throw new Error('Debian packages: this machine has no apt-get and dpkg-deb');
  }
  mkdirSync(folder, { recursive: true });
  say('fetching Prometheus and Alertmanager (Debian packages)');
  await download(folder, say);
  for (const deb of debsIn(folder)) {
    const { code, text } = await runCommand('dpkg-deb', ['-x', join(folder, deb), folder]);
    if (code !== 0) throw failed(`dpkg-deb -x ${deb}`, text);
    rmSync(join(folder, deb));
  }
  rmSync(join(folder, 'apt'), { recursive: true, force: true });
  lookInWorkingFolder(join(folder, 'usr/bin/prometheus-alertmanager'));
  return {
    prometheus: 'usr/bin/prometheus',
    promtool: 'usr/bin/promtool',
    alertmanager: 'usr/bin/prometheus-alertmanager',
    amtool: 'usr/bin/amtool',
    alertmanagerFolder: INSTALLED_ASSETS.slice(1),
    origin: 'Debian packages',
  };
};
