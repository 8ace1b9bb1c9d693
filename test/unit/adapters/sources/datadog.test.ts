import { describe, expect, it } from 'vitest';
import { datadog } from '../../../../functions/adapters/sources/datadog/source.ts';
import { titleOf } from '../../../../functions/adapters/sources/datadog/title.ts';
import { A_SECRET, presented } from '../../../support/presented.ts';
import { alertIn, fieldsRefused, groupsIn, RECEIVED_AT, reading } from '../../../support/reading.ts';
import { aDatadogBody, aDefaultDatadogBody } from '../../../support/source-bodies/datadog.ts';

const alert = alertIn(datadog);

describe('a notification of datadog', () => {
  it('is read from our template', () => {
    const [group] = groupsIn(datadog)(aDatadogBody());

    expect(group).toEqual({
      source: 'datadog',
      groupKey: 'monitor/42/orders',
      truncated: 0,
      alerts: [
        {
          fingerprint: '42/env:live,service:orders',
          firingKey: '7301',
          status: 'firing',
          name: 'Too few orders',
          service: 'orders',
          severity: 'p2',
          labels: { alertname: 'Too few orders', env: 'live', service: 'orders', team: 'shop', monitor: '' },
          annotations: {
            summary: 'fewer than ten orders in five minutes',
            source_url: 'https://datadog.example/monitors/42',
            metric: 'shop.orders',
          },
          startsAt: '2026-05-04T08:00:00.000Z',
          startUnknown: false,
          endsAt: undefined,
        },
      ],
    });
  });

  it.each([
    ['Triggered', 'firing'],
    ['Re-Triggered', 'firing'],
    ['Warn', 'firing'],
    ['Re-Warn', 'firing'],
    ['No Data', 'firing'],
    ['Re-No Data', 'firing'],
    ['Renotify', 'firing'],
    ['Recovered', 'resolved'],
  ])('takes the transition %s for %s', (alert_transition, status) => {
    const read = alert(aDatadogBody({ alert_transition }));

    expect(read.status).toBe(status);
  });

  it('is told by the title when it has no template', () => {
    const fired = alert(aDefaultDatadogBody());
    const recovered = alert(
      aDefaultDatadogBody({ id: '2', title: '[Recovered on {host:shop-7}] Disk is nearly full' }),
    );

    expect(fired).toMatchObject({
      status: 'firing',
      name: 'Disk is nearly full',
      labels: { host: 'shop-7' },
      startsAt: '2026-05-04T08:00:00.000Z',
      startUnknown: false,
    });
    expect(recovered).toMatchObject({ status: 'resolved', fingerprint: fired.fingerprint, startUnknown: true });
  });

  it('keeps its cycle from the first message to the last, whatever their dates', () => {
    const [first, repeat, last, next] = [
      {},
      { alert_transition: 'Re-Triggered', date: '1777882000000' },
      { alert_transition: 'Recovered', date: '1777883000000', alert_title: '[Recovered] Too few orders' },
      { alert_cycle_key: '7302', date: '1777884000000' },
    ].map((part) => alert(aDatadogBody(part)));

    expect([repeat, last].map((one) => [one?.fingerprint, one?.firingKey])).toEqual([
      [first?.fingerprint, first?.firingKey],
      [first?.fingerprint, first?.firingKey],
    ]);
    expect([next?.fingerprint, next?.firingKey]).toEqual([first?.fingerprint, '7302']);
  });

  it('begins when it was received, if nothing in it says when', () => {
    const { date, ...body } = aDatadogBody();

    const read = alert(body);

    expect(read).toMatchObject({ startsAt: RECEIVED_AT, startUnknown: true });
  });

  it('takes a variable that was not filled in for none', () => {
    const read = alert(
      aDatadogBody({ alert_transition: '$ALERT_TRANSITION', alert_cycle_key: 'null', date: '$DATE', alert_id: 42 }),
    );

    expect(read).toMatchObject({ status: 'firing', firingKey: undefined, startsAt: RECEIVED_AT });
  });

  it('tells the hosts of one monitor apart, in one group, but not its services together', () => {
    const [a, b, c] = ['host:a', 'host:b', 'host:a,service:pay'].map(
      (alert_scope) => groupsIn(datadog)(aDatadogBody({ alert_scope }))[0],
    );

    expect(a?.groupKey).toBe(b?.groupKey);
    expect(a?.alerts[0]?.fingerprint).not.toBe(b?.alerts[0]?.fingerprint);
    expect(c?.groupKey).not.toBe(a?.groupKey);
  });

  it('lists the values of a tag that comes more than once', () => {
    const read = alert(aDatadogBody({ tags: ['group:a', 'group:b', '__proto__:x', 'alone'] }));

    expect(read.labels['group']).toBe('a,b');
    expect(Object.getOwnPropertyDescriptor(read.labels, '__proto__')?.value).toBe('x');
    expect(read.labels['alone']).toBe('');
  });

  it('is a test when its title says so', () => {
    const parsed = reading(datadog)(aDatadogBody({ alert_title: '[TEST] [P2] [Triggered] Too few orders' }));

    expect(parsed).toEqual({ outcome: 'test' });
  });

  it.each([
    ['no transition and no title', { event: 'x' }],
    ['a title without a transition', { title: 'Somebody deployed' }],
    ['a transition that is none', aDatadogBody({ alert_transition: 'Muted' })],
  ])('cannot be mapped with %s', (_, body) => {
    const parsed = reading(datadog)(body);

    expect(parsed.outcome).toBe('unmapped');
  });

  it.each([
    ['a title that is an object', aDatadogBody({ alert_title: {} }), 'alert_title'],
    ['a date that is none', aDatadogBody({ date: 'yesterday' }), 'date'],
    ['a body that is a text', '"x"', '(the whole body)'],
  ])('refuses %s and names the field', (_, body, field) => {
    const refused = fieldsRefused(datadog, body);

    expect(refused).toEqual([field]);
  });
});

describe('a title of datadog', () => {
  it.each([
    ['[Triggered] Slow', { name: 'Slow', transition: 'Triggered', scope: undefined, test: false }],
    [
      '[P1] [Warn on {@env:live,host:a}] Slow',
      { name: 'Slow', transition: 'Warn', scope: '@env:live,host:a', test: false },
    ],
    [
      '[Re-No Data on {host:a}] [shop] Slow',
      { name: '[shop] Slow', transition: 'Re-No Data', scope: 'host:a', test: false },
    ],
    ['[shop] Slow', { name: '[shop] Slow', test: false }],
    ['[unclosed', { name: '[unclosed', test: false }],
    ['', { name: '', test: false }],
  ])('%j is taken apart', (title, parts) => {
    const taken = titleOf(title);

    expect(taken).toEqual(parts);
  });

  it('takes no time over thousands of brackets', () => {
    const title = '[Triggered on {'.repeat(5000);

    const taken = titleOf(title);

    expect(taken.transition).toBeUndefined();
  });
});

describe('datadog proves itself', () => {
  it.each([
    ['a bearer token', { authorization: `Bearer ${A_SECRET}` }, true],
    ['our own header', { 'x-selfright-token': A_SECRET }, true],
    ['a wrong header', { 'x-selfright-token': `${A_SECRET}x` }, false],
    ['nothing', {}, false],
  ])('with %s', (_, headers, accepted) => {
    const answer = datadog.authenticate(presented({ headers }));

    expect(answer).toBe(accepted);
  });
});
