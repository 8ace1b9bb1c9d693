import type { Guide, Proof } from './guide.ts';
import { basic, bearer, hmacOf } from './proofs.ts';

const SIGNATURE = 'X-Grafana-Alerting-Signature';
const TIMESTAMP = 'X-Grafana-Alerting-Timestamp';

const hmac: Proof = (secret, body, now) => {
  const seconds = String(Math.floor(now.getTime() / 1000));
  return { [SIGNATURE]: hmacOf(secret, `${seconds}:${body}`), [TIMESTAMP]: seconds };
};

const contactPoint = (address: string, secret: string): string => `apiVersion: 1
contactPoints:
  - orgId: 1
    name: selfright
    receivers:
      - uid: selfright
        type: webhook
        disableResolveMessage: false
        settings:
          url: ${JSON.stringify(address)}
          httpMethod: POST
          maxAlerts: 0
          authorization_scheme: Bearer
          authorization_credentials: ${JSON.stringify(secret)}
          # Grafana 12 and later can sign instead of the two lines above:
          # hmacConfig:
          #   secret: the same secret
          #   header: ${SIGNATURE}
          #   timestampHeader: ${TIMESTAMP}
`;

const POLICY = `apiVersion: 1
policies:
  - orgId: 1
    receiver: selfright
    group_by: [service]
    group_wait: 10s
    group_interval: 1m
    repeat_interval: 5m
    routes:
      - receiver: selfright
        object_matchers: [[selfright_heartbeat, '=', 'true']]
        group_by: [alertname]
        group_wait: 0s
        repeat_interval: 5m
`;

const WATCHDOG = `apiVersion: 1
groups:
  - orgId: 1
    name: selfright
    folder: selfright
    interval: 1m
    rules:
      - uid: selfright-watchdog
        title: Watchdog
        condition: A
        data:
          - refId: A
            relativeTimeRange: { from: 0, to: 0 }
            datasourceUid: __expr__
            model: { refId: A, type: math, expression: '1 == 1' }
        for: 0s
        noDataState: Alerting
        execErrState: Alerting
        labels:
          severity: none
          selfright_heartbeat: 'true'
        annotations:
          summary: Grafana evaluates and delivers
`;

/** Grafana's webhook contact point, as files that Grafana reads at its start. */
export const grafana: Guide = {
  source: 'grafana',
  pieces: ({ address, secret }) => [
    {
      title: 'the contact point; the payload stays the default one',
      file: 'provisioning/alerting/selfright-contact-point.yml',
      text: contactPoint(address, secret),
    },
    {
      title: 'the notification policy; it replaces the tree that is there, so merge it by hand if there is one',
      file: 'provisioning/alerting/selfright-policy.yml',
      text: POLICY,
    },
    {
      title: 'the Watchdog rule: its silence is noticed',
      file: 'provisioning/alerting/selfright-watchdog.yml',
      text: WATCHDOG,
    },
  ],
  notes: [
    'A custom payload names neither alerts nor moments and is quarantined: leave the payload alone.',
    'Nothing here checks these files; Grafana says at its start what it cannot read.',
  ],
  trial: {
    by: 'post',
    ends: 'test',
    proofs: { bearer, basic, hmac },
    body: (now) => ({
      receiver: 'selfright',
      status: 'firing',
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'TestAlert', instance: 'Grafana' },
          annotations: { summary: 'Notification test' },
          startsAt: now.toISOString(),
          endsAt: '0001-01-01T00:00:00Z',
          fingerprint: '57c6d9296de2ad39',
        },
      ],
      groupLabels: { alertname: 'TestAlert', instance: 'Grafana' },
      commonLabels: {},
      commonAnnotations: {},
      externalURL: 'http://grafana.invalid/',
      version: '1',
      groupKey: 'test-selfright-connect',
      truncatedAlerts: 0,
      orgId: 1,
      title: '[FIRING:1] TestAlert Grafana',
      state: 'alerting',
      message: 'sent by selfright connect',
    }),
  },
};
