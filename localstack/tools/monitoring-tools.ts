import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from '../home.ts';
import { withLock } from '../lock.ts';
import { LocalProblem } from '../problem.ts';
import { fromArchives } from './archives.ts';
import { type Arm, MonitoringTools } from './binaries.ts';
import { onPath, runCommand } from './command.ts';
import { fromDebian } from './debian.ts';
import { freshDraft } from './draft.ts';
import type { Say } from './say.ts';

const FOLDER = join(TOOLS, 'prometheus');
const LISTING = 'selfright-tools.json';

const fromPath = (): MonitoringTools | undefined => {
  const prometheus = onPath('prometheus');
  const promtool = onPath('promtool');
  const alertmanager = onPath('alertmanager', 'prometheus-alertmanager');
  const amtool = onPath('amtool');
  if (prometheus === undefined || promtool === undefined || alertmanager === undefined || amtool === undefined) {
    return undefined;
  }
  return { prometheus, promtool, alertmanager, amtool, alertmanagerFolder: TOOLS, origin: 'PATH' };
};

const fromFolder = (): MonitoringTools | undefined => {
  const listing = join(FOLDER, LISTING);
  if (!existsSync(listing)) return undefined;
  const listed = MonitoringTools.safeParse(JSON.parse(readFileSync(listing, 'utf8')));
  if (!listed.success) return undefined;
  const { origin, ...files } = listed.data;
  const at = (file: string) => join(FOLDER, file);
  const tools = {
    prometheus: at(files.prometheus),
    promtool: at(files.promtool),
    alertmanager: at(files.alertmanager),
    amtool: at(files.amtool),
    alertmanagerFolder: at(files.alertmanagerFolder),
  };
  return Object.values(tools).every((file) => existsSync(file)) ? { ...tools, origin } : undefined;
};

const ARMS: readonly Arm[] = [fromDebian, fromArchives];

const unpack = async (say: Say): Promise<void> => {
  const refusals: string[] = [];
  for (const arm of ARMS) {
    const draft = freshDraft(FOLDER);
    try {
      const files = await arm(draft, say);
      await proveTheyRun(draft, files);
      writeFileSync(join(draft, LISTING), JSON.stringify(files));
      rmSync(FOLDER, { recursive: true, force: true });
      renameSync(draft, FOLDER);
      return;
    } catch (error) {
      refusals.push(error instanceof Error ? error.message : String(error));
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  throw new LocalProblem(['Prometheus and Alertmanager are not to be had:', ...refusals].join('\n    '), {
    remedy:
      'put prometheus, promtool, alertmanager and amtool on the PATH (for instance: apt install prometheus ' +
      'prometheus-alertmanager, or brew install prometheus alertmanager), then run the command again',
  });
};

/** A program that prints its version may still miss a file that it needs, so Alertmanager is started for a moment. */
const proveTheyRun = async (folder: string, files: MonitoringTools): Promise<void> => {
  for (const file of [files.prometheus, files.promtool, files.alertmanager, files.amtool]) {
    const { code, text } = await runCommand(join(folder, file), ['--version']);
    if (code !== 0) throw new Error(`${file} (${files.origin}) does not run here: ${text.trim()}`);
  }
  const config = join(folder, 'proof.yml');
  const data = join(folder, 'proof');
  writeFileSync(config, 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n');
  const { text } = await runCommand(
    join(folder, files.alertmanager),
    [
      ...[`--config.file=${config}`, `--storage.path=${data}`],
      ...['--web.listen-address=127.0.0.1:0', '--cluster.listen-address='],
    ],
    { cwd: join(folder, files.alertmanagerFolder), timeout: 1000 },
  );
  rmSync(config);
  rmSync(data, { recursive: true, force: true });
  if (!text.includes('Listening on')) throw new Error(`Alertmanager (${files.origin}) does not start: ${text.trim()}`);
};

/** Prometheus, Alertmanager and their tools, if they are here already. */
export const readyMonitoringTools = (): MonitoringTools | undefined => fromPath() ?? fromFolder();

/** The same, filling the project's own folder on first use. */
export const ensureMonitoringTools = async (say: Say = () => undefined): Promise<MonitoringTools> => {
  const ready = readyMonitoringTools();
  if (ready !== undefined) return ready;
  await withLock(join(TOOLS, 'prometheus.lock'), 'monitoring tools', async () => {
    if (fromFolder() === undefined) await unpack(say);
  });
  const tools = fromFolder();
  if (tools === undefined) throw new Error(`${FOLDER} is incomplete right after it was filled`);
  return tools;
};
