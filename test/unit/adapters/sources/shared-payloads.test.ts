import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cloudwatch } from '../../../../functions/adapters/sources/cloudwatch/source.ts';
import { sourceNamed } from '../../../../functions/adapters/sources/index.ts';
import { pagerduty } from '../../../../functions/adapters/sources/pagerduty/source.ts';
import type { Parsed } from '../../../../functions/adapters/sources/source.ts';
import { presented } from '../../../support/presented.ts';
import { SHARED_PAYLOADS, sharedHeaders, sharedPayload, sharedPayloadsOf } from '../../../support/shared-payloads.ts';

const FOLDERS: Readonly<Record<string, string>> = {
  alertmanager: 'alertmanager',
  'cloudwatch-sns': 'cloudwatch',
  datadog: 'datadog',
  generic: 'generic',
  grafana: 'grafana',
  newrelic: 'newrelic',
  pagerduty: 'pagerduty',
};

/** What is not simply understood, and what it is instead. */
const OTHERWISE: Readonly<Record<string, Parsed['outcome']>> = {
  'alertmanager/alerta-v3.json': 'unmapped',
  'alertmanager/hostile-truncated-json.json': 'unreadable',
  'cloudwatch-sns/signed-2026-subscription-confirmation.json': 'subscription',
  'cloudwatch-sns/signed-notification-2-v2.json': 'unmapped',
  'grafana/alerta-legacy-alerting.json': 'unmapped',
  'newrelic/odd-missing-essential-fields.json': 'unmapped',
  'pagerduty/v3-pagey-ping.json': 'test',
};

const CASES = Object.entries(FOLDERS).flatMap(([folder, source]) =>
  sharedPayloadsOf(folder).map((name) => [name, source] as const),
);

const parsed = (name: string, source: string): Parsed | undefined =>
  sourceNamed(source)?.parse(sharedPayload(name), {
    headers: sharedHeaders(name),
    receivedAt: '2026-05-04T08:00:00.000Z',
  });

const firingIn = (name: string, source: string) => {
  const told = parsed(name, source);
  return told?.outcome === 'understood'
    ? told.groups.flatMap(({ alerts, truncated }) => alerts.map((alert) => ({ ...alert, truncated })))
    : [];
};

describe.skipIf(SHARED_PAYLOADS === undefined)('a body as its vendor sent it', () => {
  it.each(CASES)('%s has the right answer', (name, source) => {
    expect(parsed(name, source)?.outcome).toBe(OTHERWISE[name] ?? 'understood');
  });

  it('says resolved and truncated, and hides what still fires: it is told how much', () => {
    const alerts = firingIn('alertmanager/am025-truncated-TRAP-says-resolved-while-7-fire.json', 'alertmanager');

    expect(new Set(alerts.map(({ truncated }) => truncated))).toEqual(new Set([7]));
  });

  it('keeps every label, whatever it is called', () => {
    const [alert] = firingIn('alertmanager/hostile-proto-keys.json', 'alertmanager');

    expect(Object.keys(alert?.labels ?? {})).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
  });

  it('of an alarm without data neither fires nor resolves', () => {
    expect(firingIn('cloudwatch-sns/alerta-insufficient-data.json', 'cloudwatch')).toEqual([]);
  });

  it.each([
    ['signed-notification-2-v2', 'SimpleNotificationService-7ff5318490ec183fbaddaa2a969abfda'],
    ['signed-2026-subscription-confirmation', 'SimpleNotificationService-7506a1e35b36ef5a444dd1a8e7cc3ed8'],
  ])('is genuine when SNS itself signed it: %s', async (name, pem) => {
    const rawBody = sharedPayload(`cloudwatch-sns/${name}.json`);
    const { TopicArn, Timestamp } = JSON.parse(new TextDecoder().decode(rawBody));
    const x509 = new X509Certificate(sharedPayload(`cloudwatch-sns/certs/${pem}.pem`));
    const asked: string[] = [];
    const certificate = async (address: URL) => {
      asked.push(address.href);
      return { publicKey: x509.publicKey, validFrom: x509.validFromDate, validTo: x509.validToDate };
    };
    const now = new Date(Timestamp);
    const changed = new TextEncoder().encode(new TextDecoder().decode(rawBody).replace(/"Message"\s*:\s*"/, '$&x'));

    const answers = [
      await cloudwatch.authenticate(presented({ rawBody, now, certificate, topics: [TopicArn] })),
      await cloudwatch.authenticate(presented({ rawBody, now, certificate, topics: [`${TopicArn}2`] })),
      await cloudwatch.authenticate(presented({ rawBody: changed, now, certificate, topics: [TopicArn] })),
      await cloudwatch.authenticate(
        presented({ rawBody, now: new Date('2027-01-01'), certificate, topics: [TopicArn] }),
      ),
    ];

    expect(answers).toEqual([true, false, false, false]);
    expect(new Set(asked)).toEqual(new Set([expect.stringMatching(new RegExp(`amazonaws.com/${pem}.pem$`))]));
  });

  it('is genuine when PagerDuty signed it, and not with another byte', () => {
    const name = 'pagerduty/v3-priority-updated-signed.json';
    const rawBody = sharedPayload(name);
    const headers = sharedHeaders(name);
    const proof = presented({ rawBody, headers, secrets: [headers['_secret'] ?? ''] });
    const bad = { 'x-pagerduty-signature': headers['_bad_signature'] };

    expect(pagerduty.authenticate(proof)).toBe(true);
    expect(pagerduty.authenticate({ ...proof, rawBody: rawBody.slice(1) })).toBe(false);
    expect(pagerduty.authenticate({ ...proof, headers: bad })).toBe(false);
  });
});
