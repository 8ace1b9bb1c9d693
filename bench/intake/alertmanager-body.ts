/** An alert as the bench tells it. */
export interface ToldAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly fingerprint: string;
  /** Beside the summary. */
  readonly annotations?: Readonly<Record<string, string>>;
}

const ANNOTATIONS = { summary: 'a synthetic alert of the bench' };

/** What Alertmanager sends for a group that fires. */
export const alertmanagerBody = (groupKey: string, alerts: readonly ToldAlert[]): string =>
  JSON.stringify({
    version: '4',
    groupKey,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'selfright',
    groupLabels: { service: alerts[0]?.labels['service'] ?? '' },
    commonLabels: {},
    commonAnnotations: ANNOTATIONS,
    externalURL: 'http://alertmanager.example.org',
    alerts: alerts.map((alert) => ({
      ...alert,
      status: 'firing',
      annotations: { ...ANNOTATIONS, ...alert.annotations },
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example.org/graph',
    })),
  });
