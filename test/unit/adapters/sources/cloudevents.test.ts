import { describe, expect, it } from 'vitest';
import { generic } from '../../../../functions/adapters/sources/generic/source.ts';
import { bytes } from '../../../support/payloads.ts';
import { alertIn, groupsIn, RECEIVED_AT, reading } from '../../../support/reading.ts';
import { aCloudEvent, aGenericBody } from '../../../support/source-bodies/generic.ts';

const alert = alertIn(generic);
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };
const STRUCTURED = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const BINARY = {
  'content-type': 'application/json',
  'ce-specversion': '1.0',
  'ce-type': 'example.shop.alert.firing',
  'ce-source': '/probes/7',
  'ce-id': 'e-1',
  'ce-time': '2026-05-04T08:00:00Z',
  'ce-subject': 'Gr%C3%B6%C3%9Fe%20%F0%9F%98%80',
};

describe('a CloudEvent', () => {
  it('is an alert that its type says to fire', () => {
    const read = alert(aCloudEvent(), STRUCTURED);

    expect(read).toMatchObject({
      status: 'firing',
      name: 'OrdersStuck',
      service: 'orders',
      severity: 'critical',
      startsAt: '2026-05-04T08:00:00.000Z',
      startUnknown: true,
    });
  });

  it.each([
    ['its type', { type: 'example.shop.alert.resolved' }],
    ['its data, whatever the type', { data: { alertname: 'OrdersStuck', status: 'ok' } }],
  ])('resolves the same condition when %s says so', (_, part) => {
    const read = alert(aCloudEvent({ id: 'e-2', time: '2026-05-04T08:30:00Z', ...part }));

    expect(read).toMatchObject({
      status: 'resolved',
      fingerprint: alert(aCloudEvent()).fingerprint,
      endsAt: '2026-05-04T08:30:00.000Z',
    });
  });

  it('begins when its data say', () => {
    const read = alert(aCloudEvent({ data: { name: 'x', startsAt: '2026-05-04T07:00:00Z' } }));

    expect(read).toMatchObject({ startsAt: '2026-05-04T07:00:00.000Z', startUnknown: false });
  });

  it('needs neither data, subject nor time', () => {
    const read = alert({ specversion: '1.0', id: '1', source: '/x', type: 'example.disk-full.firing', data: null });

    expect(read).toMatchObject({ name: 'example.disk.full', startsAt: RECEIVED_AT, service: undefined });
  });

  it('may hold its data as base64, and our own form', () => {
    const [encoded, own] = [
      groupsIn(generic)(
        aCloudEvent({ data: undefined, data_base64: Buffer.from('{"name":"b64"}').toString('base64') }),
      ),
      groupsIn(generic)(aCloudEvent({ data: aGenericBody() })),
    ];

    expect(encoded[0]?.alerts[0]?.name).toBe('b64');
    expect(own[0]?.groupKey).toBe('shop/orders');
  });

  it('is the same in binary mode, and can then be kept without its headers', () => {
    const raw = bytes({ alertname: 'OrdersStuck', severity: 'critical' });

    const kept = generic.withoutHeaders?.(raw, BINARY);

    expect(JSON.parse(kept ?? '')).toMatchObject({ specversion: '1.0', subject: 'Größe 😀' });
    expect(groupsIn(generic)(kept)).toEqual(
      groupsIn(generic)({ alertname: 'OrdersStuck', severity: 'critical' }, BINARY),
    );
  });

  it('is left as it is in other modes', () => {
    const kept = generic.withoutHeaders?.(bytes(aCloudEvent()), STRUCTURED);

    expect(kept).toBeUndefined();
  });

  it('comes in batches, and what is no alert in them is left aside', () => {
    const batch = [
      aCloudEvent(),
      aCloudEvent({ id: 'e-3', type: 'example.order.placed' }),
      aCloudEvent({ subject: 'pay' }),
    ];

    const [groups, shapeless, empty] = [
      groupsIn(generic)(batch, BATCH),
      groupsIn(generic)(batch),
      groupsIn(generic)([], BATCH),
    ];

    expect([groups.length, shapeless.length, empty.length]).toEqual([2, 2, 0]);
  });

  it.each([
    ['a type that says nothing', aCloudEvent({ type: 'example.order.placed' })],
    ['an old version', aCloudEvent({ specversion: '0.3' })],
    ['a batch without an alert', [aCloudEvent({ type: 'example.order.placed' })]],
    ['a list that is no batch', [{ name: 'x', status: 'down' }]],
  ])('cannot be mapped with %s', (_, body) => {
    const parsed = reading(generic)(body);

    expect(parsed.outcome).toBe('unmapped');
  });

  it.each([
    ['no id', aCloudEvent({ id: undefined }), 'id'],
    ['an empty source', aCloudEvent({ source: '' }), 'source'],
    ['a time that is none', aCloudEvent({ time: 'soon' }), 'time'],
    ['a version that is a number', aCloudEvent({ specversion: 1 }), 'specversion'],
  ])('is refused with %s', (_, body, field) => {
    const parsed = reading(generic)(body, STRUCTURED);

    expect(parsed).toMatchObject({ outcome: 'invalid', problems: [{ field }] });
  });

  it('is refused when the content type promises one and none comes', () => {
    const parsed = reading(generic)({ name: 'x', status: 'down' }, STRUCTURED);

    expect(parsed.outcome).toBe('invalid');
  });

  it('cannot be read in binary mode when its data are no JSON', () => {
    const parsed = reading(generic)('{"alertname":', BINARY);

    expect(parsed.outcome).toBe('unreadable');
  });
});
