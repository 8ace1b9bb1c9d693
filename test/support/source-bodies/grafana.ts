type Part = Readonly<Record<string, unknown>>;

export const aGrafanaAlert = (part: Part = {}) => ({
  status: 'firing',
  labels: { alertname: 'QueueStuck', grafana_folder: 'shop', service: 'orders', severity: 'critical' },
  annotations: { summary: 'nothing leaves the queue' },
  startsAt: '2026-05-04T08:00:00.123456789Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'https://grafana.example/alerting/grafana/r1/view',
  fingerprint: '5f1c2a7790d4e3b8',
  silenceURL: 'https://grafana.example/alerting/silence/new',
  dashboardURL: '',
  panelURL: '',
  values: { A: 17, B: 1 },
  valueString: "[ var='A' labels={} value=17 ]",
  ...part,
});

/** What unified alerting posts. */
export const aGrafanaBody = (part: Part = {}) => ({
  receiver: 'selfright',
  status: 'firing',
  alerts: [aGrafanaAlert()],
  groupLabels: { alertname: 'QueueStuck' },
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'https://grafana.example/',
  version: '1',
  groupKey: '{}:{alertname="QueueStuck"}',
  truncatedAlerts: 0,
  orgId: 1,
  title: '[FIRING:1] QueueStuck shop',
  state: 'alerting',
  message: '**Firing**',
  ...part,
});
