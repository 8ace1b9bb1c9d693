import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { TOOLS } from '../home.ts';
import { withLock } from '../lock.ts';
import { LocalProblem } from '../problem.ts';
import { fromArchives } from './archives.ts';
import { onPath, runCommand } from './command.ts';
import { fromDebian } from './debian.ts';
import type { Say } from './say.ts';

const MonitoringTools = z.object({
  prometheus: z.string(),
  promtool: z.string(),
  alertmanager: z.string(),
  amtool: z.string(),
  /** Where they come from, for the person who reads. */
  origin: z.string(),
});
/** The real binaries that the local stack and the tests of the rules run. */
export type MonitoringTools = z.infer<typeof MonitoringTools>;

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
  return { prometheus, promtool, alertmanager, amtool, origin: 'PATH' };
};

const fromFolder = (): MonitoringTools | undefined => {
  const listing = join(FOLDER, LISTING);
  if (!existsSync(listing)) return undefined;
  const { origin, ...files } = MonitoringTools.parse(JSON.parse(readFileSync(listing, 'utf8')));
  const at = (file: string) => join(FOLDER, file);
  const tools = {
    prometheus: at(files.prometheus),
    promtool: at(files.promtool),
    alertmanager: at(files.alertmanager),
    amtool: at(files.amtool),
  };
  return Object.values(tools).every((file) => existsSync(file)) ? { ...tools, origin } : undefined;
};

/** A way to get the binaries into a folder; it answers their paths in it, or throws saying why it cannot. */
export type Arm = (folder: string, say: Say) => Promise<MonitoringTools>;

const ARMS: readonly Arm[] = [fromDebian, fromArchives];

const unpack = async (say: Say): Promise<void> => {
  const refusals: string[] = [];
  for (const arm of ARMS) {
    const draft = `${FOLDER}.${process.pid}`;
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

const proveTheyRun = async (folder: string, files: MonitoringTools): Promise<void> => {
  for (const file of [files.prometheus, files.promtool, files.alertmanager, files.amtool]) {
    const { code, text } = await runCommand(join(folder, file), ['--version']);
    if (code !== 0) throw new Error(`${file} (${files.origin}) does not run here: ${text.trim()}`);
  }
};

/** Prometheus, Alertmanager and their tools: from the PATH, else from the project's own folder, filled on first use. */
export const ensureMonitoringTools = async (say: Say = () => undefined): Promise<MonitoringTools> => {
  const ready = fromPath() ?? fromFolder();
  if (ready !== undefined) return ready;
  await withLock(join(TOOLS, 'prometheus.lock'), 'monitoring tools', async () => {
    if (fromFolder() === undefined) await unpack(say);
  });
  const tools = fromFolder();
  if (tools === undefined) throw new Error(`${FOLDER} is incomplete right after it was filled`);
  return tools;
};
