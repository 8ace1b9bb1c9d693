import { join } from 'node:path';
import { CHECKOUT, pathsOf } from './home.ts';
import type { Ports } from './ports.ts';
import { answers, plainEnv, startProcess, untilHealthy } from './processes.ts';
import { type Profile, renderFolder } from './profile.ts';

/** Starts the real Prometheus on the committed rules, in this profile's timing. */
export const startPrometheus = async (
  home: string,
  ports: Ports,
  profile: Profile,
  prometheus: string,
): Promise<string> => {
  const folder = pathsOf(home).prometheus;
  const config = join(folder, 'config');
  renderFolder(join(CHECKOUT, 'monitoring', 'prometheus'), config, profile, ports);
  const url = `http://127.0.0.1:${ports.prometheus}`;
  const record = startProcess(home, {
    name: 'prometheus',
    command: prometheus,
    args: [
      `--config.file=${join(config, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=6h',
      `--web.listen-address=127.0.0.1:${ports.prometheus}`,
      `--web.external-url=${url}`,
      '--web.enable-lifecycle',
      // Alertmanager starts later, and may be restarted: what fires reaches it this soon again.
      ...(profile === 'quick' ? ['--rules.alert.resend-delay=5s'] : []),
    ],
    cwd: folder,
    env: plainEnv(),
  });
  await untilHealthy(home, record, () => answers(`${url}/-/ready`));
  return url;
};
