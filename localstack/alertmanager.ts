import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, pathsOf } from './home.ts';
import type { Ports } from './ports.ts';
import { LocalProblem } from './problem.ts';
import { answers, plainEnv, startProcess, untilHealthy } from './processes.ts';
import { type Profile, renderFolder } from './profile.ts';
import type { MonitoringTools } from './tools/binaries.ts';

/** Where notifications go, and the secret that opens it. */
export interface Receiver {
  readonly apiUrl: string;
  readonly secret: string;
}

const WEBHOOK = /^(\s*-?\s*url: ).*\/alerts\/alertmanager$/m;

const configure = (home: string, ports: Ports, profile: Profile, receiver: Receiver): string => {
  const config = join(pathsOf(home).alertmanager, 'config');
  renderFolder(join(CHECKOUT, 'monitoring', 'alertmanager'), config, profile, ports);
  const file = join(config, 'alertmanager.yml');
  const committed = readFileSync(file, 'utf8');
  if (!WEBHOOK.test(committed)) {
    throw new LocalProblem(
      'monitoring/alertmanager/alertmanager.yml has no webhook that ends in /alerts/alertmanager',
      {
        remedy: 'give its receiver such a url; the local stack puts the address of the deployed API there',
      },
    );
  }
  writeFileSync(file, committed.replace(WEBHOOK, `$1${receiver.apiUrl}/alerts/alertmanager`));
  writeFileSync(join(config, 'credentials'), receiver.secret, { mode: 0o600 });
  return file;
};

/** Starts the real Alertmanager, delivering to the deployed API. */
export const startAlertmanager = async (
  home: string,
  ports: Ports,
  profile: Profile,
  { alertmanager, alertmanagerFolder }: Pick<MonitoringTools, 'alertmanager' | 'alertmanagerFolder'>,
  receiver: Receiver,
): Promise<string> => {
  const file = configure(home, ports, profile, receiver);
  const folder = pathsOf(home).alertmanager;
  const url = `http://127.0.0.1:${ports.alertmanager}`;
  const record = startProcess(home, {
    name: 'alertmanager',
    command: alertmanager,
    args: [
      `--config.file=${file}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${ports.alertmanager}`,
      `--web.external-url=${url}`,
      // No gossip with other Alertmanagers: it would listen on every address.
      '--cluster.listen-address=',
    ],
    cwd: alertmanagerFolder,
    env: plainEnv(),
  });
  await untilHealthy(home, record, () => answers(`${url}/-/ready`));
  return url;
};
