import type { Guide } from './guide.ts';
import { monitoringFile } from './monitoring-file.ts';
import { basic, bearer } from './proofs.ts';

const NAME = 'SelfrightConnectTest';

/** Alertmanager's webhook: what the local stack itself runs with, for another address. */
export const alertmanager: Guide = {
  source: 'alertmanager',
  pieces: ({ address, secret }) => [
    {
      title: 'the route and the receiver; Alertmanager needs no template',
      file: 'alertmanager.yml',
      text: monitoringFile('alertmanager/alertmanager.yml')
        .replace(/^#.*\n/gm, '')
        .replace(/^(\s*-?\s*url: ).*$/m, (_, before: string) => `${before}${address}`)
        .replace(
          /^(\s*)credentials_file: .*$/m,
          (_, before: string) => `${before}credentials: ${JSON.stringify(secret)}`,
        ),
      checkedBy: 'amtool',
    },
    {
      title: 'the Watchdog rule: its silence is noticed',
      file: 'selfright-watchdog.yml',
      text: monitoringFile('prometheus/self/watchdog.yml'),
      checkedBy: 'promtool',
    },
  ],
  notes: [
    'Take over the receiver, and the route that leads the alerts to it; group by service.',
    'A secret that must not stand in the file goes into one of its own, named by credentials_file.',
    'Load the Watchdog rule in every Prometheus that sends to this Alertmanager.',
    'Alerts carry the label service, with the names of selfright.config.ts, and severity.',
  ],
  trial: {
    by: 'post',
    ends: 'recorded',
    proofs: { bearer, basic },
    // It resolves what never fired, and asks for nothing: whatever is deployed, no incident opens for it.
    body: (now) => {
      const labels = { alertname: NAME, severity: 'none' };
      const at = now.toISOString();
      return {
        version: '4',
        groupKey: `{}:{alertname="${NAME}",at="${at}"}`,
        truncatedAlerts: 0,
        status: 'resolved',
        receiver: 'selfright',
        groupLabels: labels,
        commonLabels: labels,
        commonAnnotations: {},
        externalURL: 'http://alertmanager.invalid',
        alerts: [
          {
            status: 'resolved',
            labels,
            annotations: { summary: 'sent by selfright connect' },
            startsAt: at,
            endsAt: at,
            generatorURL: 'http://prometheus.invalid',
            fingerprint: '5e1f419b7c0ffee0',
          },
        ],
      };
    },
  },
};
