import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import { answers, plainEnv, startProcess, stopProcess, untilHealthy } from '../../localstack/processes.ts';
import { readyTools } from '../../localstack/tools.ts';
import type { TestOutputs } from './outputs.ts';
import { until } from './until.ts';

const NAME = 'alertmanager-2';
const Known = z.object({ data: z.object({ activeAlertmanagers: z.array(z.unknown()) }) });
const Targets = z.array(z.object({ targets: z.array(z.string()) }));

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });

/** How many webhooks were delivered by the Alertmanager at this address. */
export const deliveredBy = async (url: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^alertmanager_notifications_total\{.*integration="webhook".*\} (\d+)/m.exec(text)?.[1] ?? 0);
};

/**
 * A second Alertmanager with the same configuration, which Prometheus tells too. The two do not gossip, as in a pair
 * that has lost sight of each other: everything is told twice.
 */
export const withSecondAlertmanager = async <T>(
  { home, prometheusUrl }: TestOutputs,
  what: (url: string) => Promise<T>,
): Promise<T> => {
  const tools = readyTools();
  if (tools === undefined) throw new Error('the tools are not here yet: npm run up fetches them');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const record = startProcess(home, {
    name: NAME,
    command: tools.alertmanager,
    args: [
      `--config.file=${join(home, 'alertmanager', 'config', 'alertmanager.yml')}`,
      `--storage.path=${join(home, 'alertmanager', 'data-2')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    cwd: tools.alertmanagerFolder,
    env: plainEnv(),
  });
  const targets = join(home, 'prometheus', 'config', 'targets', 'alertmanager.json');
  const kept = readFileSync(targets, 'utf8');
  try {
    await untilHealthy(home, record, () => answers(`${url}/-/ready`));
    writeFileSync(targets, JSON.stringify([...Targets.parse(JSON.parse(kept)), { targets: [`127.0.0.1:${port}`] }]));
    await until('Prometheus tells both', 30, async () => {
      const known = Known.parse(await (await fetch(`${prometheusUrl}/api/v1/alertmanagers`)).json());
      return known.data.activeAlertmanagers.length === 2 ? true : undefined;
    });
    return await what(url);
  } finally {
    writeFileSync(targets, kept);
    await stopProcess(home, NAME);
  }
};
