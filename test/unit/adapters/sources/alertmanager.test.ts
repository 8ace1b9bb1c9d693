import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertmanager } from '../../../../functions/adapters/sources/alertmanager/source.ts';
import type { Alert, AlertGroup } from '../../../../functions/core/domain/alert.ts';
import { bytes, payload } from '../../../support/payloads.ts';

const anAlert = (part: Record<string, unknown> = {}) => ({
  status: 'firing',
  labels: { alertname: 'Slow', service: 'checkout' },
  annotations: {},
  startsAt: '2026-03-02T10:00:00.123456Z',
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint: 'f1',
  ...part,
});

const aNotification = (part: Record<string, unknown> = {}) => ({
  version: '4',
  groupKey: '{}:{service="checkout"}',
  status: 'firing',
  alerts: [anAlert()],
  truncatedAlerts: 0,
  ...part,
});

const groupIn = (body: Uint8Array): AlertGroup => {
  const parsed = alertmanager.parse(body);
  if (parsed.outcome !== 'understood' || parsed.groups[0] === undefined) throw new Error(JSON.stringify(parsed));
  return parsed.groups[0];
};

const alertIn = (part: Record<string, unknown>): Alert | undefined =>
  groupIn(bytes(aNotification({ alerts: [anAlert(part)] }))).alerts[0];

const fieldsRefused = (body: unknown): readonly string[] => {
  const parsed = alertmanager.parse(bytes(body));
  return parsed.outcome === 'invalid' ? parsed.problems.map(({ field }) => field) : [parsed.outcome];
};

describe('a notification of alertmanager', () => {
  it('is read as one group with its alerts', () => {
    const body = payload('alertmanager/single-firing');

    const group = groupIn(body);

    expect(group).toMatchObject({
      source: 'alertmanager',
      groupKey: '{}:{alertname="DatabaseConnectionTimeout", service="orders"}',
      truncated: 0,
      alerts: [
        {
          fingerprint: '56a5740920e0576b',
          status: 'firing',
          name: 'DatabaseConnectionTimeout',
          service: 'orders',
          severity: 'critical',
          startsAt: '2026-11-23T21:20:33.827Z',
        },
      ],
    });
    expect(group.alerts[0]?.endsAt).toBeUndefined();
  });

  it('says when an alert resolved', () => {
    const body = payload('alertmanager/single-resolved');

    const [alert] = groupIn(body).alerts;

    expect(alert).toMatchObject({ status: 'resolved', endsAt: '2026-11-23T21:21:45.154Z' });
  });

  it('keeps each alert’s own status, whatever the group says', () => {
    const body = payload('alertmanager/group-partial-resolved');

    const { alerts } = groupIn(body);

    expect(alerts.map(({ status }) => status)).toEqual(['resolved', 'firing', 'firing']);
  });

  it('says how many alerts were left out', () => {
    const body = payload('alertmanager/truncated-says-resolved-while-7-fire');

    const { truncated, alerts } = groupIn(body);

    expect({ truncated, held: alerts.length }).toEqual({ truncated: 7, held: 3 });
  });

  it.each(['alertmanager/unicode-firing', 'alertmanager/utf8-label-names-firing', 'alertmanager/hostile-proto-keys'])(
    'keeps every label name and value of %s',
    (name) => {
      const body = payload(name);

      const [alert] = groupIn(body).alerts;

      const sent = JSON.parse(Buffer.from(body).toString('utf8')).alerts[0].labels;
      expect(Object.entries(alert?.labels ?? {})).toEqual(Object.entries(sent));
    },
  );

  it('takes __proto__ and constructor for the ordinary label names that they are', () => {
    const body = payload('alertmanager/hostile-proto-keys');

    const labels = groupIn(body).alerts[0]?.labels ?? {};

    expect(Object.getOwnPropertyDescriptor(labels, '__proto__')?.value).toBe('p');
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
  });

  it('does not take an inherited name for a label', () => {
    const body = { labels: { toString: 'x' } };

    const alert = alertIn(body);

    expect(alert).toMatchObject({ name: 'alert without a name', service: undefined, severity: undefined });
  });

  it('tolerates what senders leave out: status, fingerprint, annotations, truncatedAlerts', () => {
    const { status, fingerprint, annotations, ...alert } = anAlert();
    const { truncatedAlerts, ...notification } = aNotification({ alerts: [alert] });

    const group = groupIn(bytes(notification));

    expect(group.truncated).toBe(0);
    expect(group.alerts[0]).toMatchObject({ status: 'firing', annotations: {} });
    expect(group.alerts[0]?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  it('derives the same fingerprint from the same labels in any order', () => {
    const forth = alertIn({ fingerprint: undefined, labels: { a: '1', b: '2' } });
    const back = alertIn({ fingerprint: '', labels: { b: '2', a: '1' } });
    const other = alertIn({ fingerprint: undefined, labels: { a: '1', b: '3' } });

    expect(forth?.fingerprint).toBe(back?.fingerprint);
    expect(forth?.fingerprint).not.toBe(other?.fingerprint);
  });

  it('drops the end that a firing alert carries', () => {
    const alert = alertIn({ status: 'firing', endsAt: '2026-03-02T10:04:00Z' });

    expect(alert?.endsAt).toBeUndefined();
  });

  it('turns any offset into UTC', () => {
    const alert = alertIn({ startsAt: '2018-03-07T06:33:21.873077559-05:00' });

    expect(alert?.startsAt).toBe('2018-03-07T11:33:21.873Z');
  });

  it('replaces a lone surrogate, which no store gives back', () => {
    const alert = alertIn({ labels: { alertname: 'x\ud800y' } });

    expect(alert?.name).toBe('x\ufffdy');
  });

  it('reads a group of five hundred alerts', () => {
    const alerts = Array.from({ length: 500 }, (_, i) => anAlert({ fingerprint: `f${i}` }));

    const group = groupIn(bytes(aNotification({ alerts })));

    expect(group.alerts).toHaveLength(500);
  });

  it('keeps an annotation of sixty thousand characters', () => {
    const description = 'L'.repeat(60_000);

    const alert = alertIn({ annotations: { description } });

    expect(alert?.annotations['description']).toHaveLength(60_000);
  });

  it.each([
    ['alerts that are null', aNotification({ alerts: null }), 'alerts'],
    ['a version that is a number', aNotification({ version: 4 }), 'version'],
    ['a group key that is a number', aNotification({ groupKey: 5_615_590 }), 'groupKey'],
    [
      'a label that is no string',
      aNotification({ alerts: [anAlert({ labels: { service: 7 } })] }),
      'alerts[0].labels.service',
    ],
    ['labels that are a list', aNotification({ alerts: [anAlert({ labels: ['a'] })] }), 'alerts[0].labels'],
    ['a label without a name', aNotification({ alerts: [anAlert({ labels: { '': 'a' } })] }), 'alerts[0].labels.'],
    ['annotations that are null', aNotification({ alerts: [anAlert({ annotations: null })] }), 'alerts[0].annotations'],
    [
      'a date that is none',
      aNotification({ alerts: [anAlert({ startsAt: '2026-02-30T00:00:00Z' })] }),
      'alerts[0].startsAt',
    ],
    [
      'a date before all years',
      aNotification({ alerts: [anAlert({ startsAt: '0000-01-01T00:00:00+23:00' })] }),
      'alerts[0].startsAt',
    ],
    ['an alert that is a text', aNotification({ alerts: ['x'] }), 'alerts[0]'],
    ['a status of its own', aNotification({ alerts: [anAlert({ status: 'suppressed' })] }), 'alerts[0].status'],
    ['a whole body that is a list', [aNotification()], '(the whole body)'],
    ['a whole body that is null', 'null', '(the whole body)'],
  ])('refuses %s and names the field', (_, body, field) => {
    const refused = fieldsRefused(body);

    expect(refused).toEqual([field]);
  });

  it('cannot be mapped when it is of an old version', () => {
    const parsed = alertmanager.parse(bytes(aNotification({ version: '3', groupKey: 5_615_590 })));

    expect(parsed.outcome).toBe('unmapped');
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['a text cut off', '{"version":"4","status":"fir'],
  ])('cannot read %s', (_, body) => {
    const parsed = alertmanager.parse(bytes(body));

    expect(parsed.outcome).toBe('unreadable');
  });

  it('cannot read bytes that are no UTF-8', () => {
    const body = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);

    const parsed = alertmanager.parse(body);

    expect(parsed).toEqual({ outcome: 'unreadable', why: 'the body is not valid UTF-8' });
  });

  it('never throws, and never repeats what was sent, for any JSON at any place', () => {
    const mutated = fc
      .tuple(fc.constantFrom('version', 'groupKey', 'alerts', 'truncatedAlerts'), fc.jsonValue())
      .map(([member, value]) => aNotification({ [member]: value }));
    const insides = fc
      .tuple(fc.constantFrom('status', 'labels', 'annotations', 'startsAt', 'endsAt', 'fingerprint'), fc.jsonValue())
      .map(([member, value]) => aNotification({ alerts: [anAlert({ [member]: value })] }));

    fc.assert(
      fc.property(fc.oneof(mutated, insides, fc.jsonValue()), (body) => {
        expect(['understood', 'invalid', 'unreadable', 'unmapped']).toContain(alertmanager.parse(bytes(body)).outcome);
      }),
      { numRuns: 500 },
    );
  });
});
