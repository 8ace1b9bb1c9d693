import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { grafana } from '../../../../functions/adapters/sources/grafana/source.ts';
import { bytes } from '../../../support/payloads.ts';
import { A_SECRET, ANOTHER_SECRET, presented } from '../../../support/presented.ts';
import { alertIn, fieldsRefused, groupsIn, reading } from '../../../support/reading.ts';
import { aGrafanaAlert, aGrafanaBody } from '../../../support/source-bodies/grafana.ts';

const alertOf = (part: Record<string, unknown>) => alertIn(grafana)(aGrafanaBody({ alerts: [aGrafanaAlert(part)] }));

describe('a notification of grafana', () => {
  it('is one group with its alerts, numbers among what is not needed', () => {
    const [group] = groupsIn(grafana)(aGrafanaBody());

    expect(group).toMatchObject({
      source: 'grafana',
      groupKey: '{}:{alertname="QueueStuck"}',
      truncated: 0,
      alerts: [
        {
          fingerprint: '5f1c2a7790d4e3b8',
          status: 'firing',
          name: 'QueueStuck',
          service: 'orders',
          severity: 'critical',
          startsAt: '2026-05-04T08:00:00.123Z',
          endsAt: undefined,
        },
      ],
    });
  });

  it('keeps each alert’s own status, with the resolved ones first and the group still firing', () => {
    const resolved = aGrafanaAlert({ status: 'resolved', endsAt: '2026-05-04T08:09:00Z', fingerprint: 'a' });

    const [group] = groupsIn(grafana)(aGrafanaBody({ alerts: [resolved, aGrafanaAlert()] }));

    expect(group?.alerts.map(({ status, endsAt }) => [status, endsAt])).toEqual([
      ['resolved', '2026-05-04T08:09:00.000Z'],
      ['firing', undefined],
    ]);
  });

  it('is the same episode when it fires again and when it resolves, and another after that', () => {
    const [first, repeat, end, again] = [
      {},
      { values: { A: 18 } },
      { status: 'resolved', endsAt: '2026-05-04T08:09:00Z' },
      { startsAt: '2026-05-04T09:00:00Z' },
    ].map((part) => alertOf(part));

    expect([repeat?.startsAt, end?.startsAt]).toEqual([first?.startsAt, first?.startsAt]);
    expect(again?.startsAt).not.toBe(first?.startsAt);
  });

  it('says how many alerts were left out', () => {
    const [group] = groupsIn(grafana)(aGrafanaBody({ truncatedAlerts: 7, status: 'resolved' }));

    expect(group?.truncated).toBe(7);
  });

  it('tolerates what older and newer versions leave out or send as null', () => {
    const { fingerprint, annotations, endsAt, ...alert } = aGrafanaAlert();
    const { orgId, title, truncatedAlerts, ...body } = aGrafanaBody({ alerts: [{ ...alert, values: null }] });

    const read = alertIn(grafana)(body);

    expect(read).toMatchObject({ status: 'firing', annotations: {} });
    expect(read.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  it('keeps any label name', () => {
    const labels = JSON.parse(
      '{"__proto__":"p","constructor":"c","k8s.pod/name":"x","mit Leerzeichen":"y","größe":"z"}',
    );

    const read = alertOf({ labels });

    expect(Object.entries(read.labels)).toEqual(Object.entries(labels));
    expect(read.name).toBe('alert without a name');
  });

  it.each([
    ['with its own labels', { alertname: 'TestAlert', instance: 'Grafana' }, '{alertname="TestAlert"}'],
    [
      'with labels of somebody’s own',
      { alertname: 'Mine' },
      '{alertname="Mine"}2026-05-04 08:00:00.1 +0000 UTC m=+42.25',
    ],
  ])('is a test when the button of the contact point made it, %s', (_, labels, groupKey) => {
    const parsed = reading(grafana)(aGrafanaBody({ groupKey, alerts: [aGrafanaAlert({ labels })] }));

    expect(parsed).toEqual({ outcome: 'test' });
  });

  it.each([
    ['a custom payload', { text: 'something is wrong' }, 'custom payload'],
    ['legacy alerting', { ruleId: 7, ruleName: 'x', state: 'alerting', title: '[Alerting] x' }, 'legacy alerting'],
  ])('cannot be mapped when it is %s', (_, body, why) => {
    const parsed = reading(grafana)(body);

    expect(parsed).toMatchObject({ outcome: 'unmapped', why: expect.stringContaining(why) });
  });

  it.each([
    ['alerts that are null', aGrafanaBody({ alerts: null }), 'alerts'],
    ['a label that is no text', aGrafanaBody({ alerts: [aGrafanaAlert({ labels: { a: 7 } })] }), 'alerts[0].labels.a'],
    [
      'a date without a zone',
      aGrafanaBody({ alerts: [aGrafanaAlert({ startsAt: '2026-05-04T08:00:00' })] }),
      'alerts[0].startsAt',
    ],
    ['an alert with nothing but a status', aGrafanaBody({ alerts: [{ status: 'firing' }] }), 'alerts[0].startsAt'],
    ['a body that is a list', [aGrafanaBody()], '(the whole body)'],
  ])('refuses %s and names the field', (_, body, field) => {
    const refused = fieldsRefused(grafana, body);

    expect(refused).toEqual([field]);
  });
});

describe('grafana proves itself', () => {
  const rawBody = bytes(aGrafanaBody());
  const now = new Date('2026-05-04T08:01:00Z');
  const timestamp = String(now.getTime() / 1000);
  const hmac = (secret: string, ...parts: readonly (string | Uint8Array)[]) => {
    const made = createHmac('sha256', secret);
    for (const part of parts) made.update(part);
    return made.digest('hex');
  };
  const asked = (headers: Record<string, string>, secrets = [A_SECRET]) =>
    grafana.authenticate(presented({ headers, rawBody, now, secrets }));

  it('with a bearer token or a password', () => {
    const basic = Buffer.from(`grafana:${A_SECRET}`).toString('base64');

    const answers = [`Bearer ${A_SECRET}`, `Basic ${basic}`, `Bearer ${ANOTHER_SECRET}`].map((authorization) =>
      asked({ authorization }),
    );

    expect(answers).toEqual([true, true, false]);
  });

  it('with a signature over the bytes, under either of two secrets', () => {
    const answers = [A_SECRET, ANOTHER_SECRET, 'a-secret-of-nobody-00003'].map((secret) =>
      asked({ 'x-grafana-alerting-signature': hmac(secret, rawBody) }, [A_SECRET, ANOTHER_SECRET]),
    );

    expect(answers).toEqual([true, true, false]);
  });

  it.each([
    ['now', 0, true],
    ['five minutes ago', -300, true],
    ['longer ago', -301, false],
    ['in the future', 301, false],
  ])('with a signature over a time that is %s: %s s, %s', (_, seconds, accepted) => {
    const at = String(Number(timestamp) + seconds);

    const answer = asked({
      'x-grafana-alerting-timestamp': at,
      'x-grafana-alerting-signature': hmac(A_SECRET, `${at}:`, rawBody),
    });

    expect(answer).toBe(accepted);
  });

  it('refuses a signature whose time was taken away, changed or is none', () => {
    const signature = hmac(A_SECRET, `${timestamp}:`, rawBody);

    const answers = [undefined, String(Number(timestamp) + 1), 'soon'].map((at) =>
      asked({
        'x-grafana-alerting-signature': signature,
        ...(at && { 'x-grafana-alerting-timestamp': at }),
      }),
    );

    expect(answers).toEqual([false, false, false]);
  });

  it('refuses a wrong signature even beside the right token', () => {
    const answer = asked({ authorization: `Bearer ${A_SECRET}`, 'x-grafana-alerting-signature': hmac('x', rawBody) });

    expect(answer).toBe(false);
  });
});
