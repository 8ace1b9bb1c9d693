import { describe, expect, it } from 'vitest';
import { generic } from '../../../../functions/adapters/sources/generic/source.ts';
import { alertIn, groupsIn, RECEIVED_AT, reading } from '../../../support/reading.ts';
import { aCheck, aGenericBody } from '../../../support/source-bodies/generic.ts';

const alert = alertIn(generic);

describe('any JSON', () => {
  it('is an alert when it names one and says that it fires', () => {
    const read = alert(aCheck());

    expect(read).toMatchObject({
      fingerprint: '11',
      status: 'firing',
      name: 'Shop front page',
      severity: 'high',
      annotations: { summary: 'answered 503' },
      startsAt: '2026-05-04T08:00:00.000Z',
      startUnknown: true,
    });
  });

  it('resolves the same condition when it says so', () => {
    const read = alert(aCheck({ current_state: 'UP', state_changed_timestamp: 1_777_881_900 }));

    expect(read).toMatchObject({ status: 'resolved', fingerprint: '11', endsAt: '2026-05-04T08:05:00.000Z' });
  });

  it('is looked for inside an envelope too', () => {
    const read = alert({ event_action: 'trigger', dedup_key: 'd', payload: { summary: 'Slow', component: 'orders' } });

    expect(read).toMatchObject({ fingerprint: 'd', name: 'Slow', service: 'orders', startsAt: RECEIVED_AT });
  });

  it('is told by name and service where it has no key', () => {
    const [a, b, c] = ['orders', 'orders', 'pay'].map((service) => alert({ name: 'Slow', state: 'down', service }));

    expect(a?.fingerprint).toBe(b?.fingerprint);
    expect(a?.fingerprint).not.toBe(c?.fingerprint);
  });

  it('says nothing of alerts with a status in between', () => {
    const groups = groupsIn(generic)(aCheck({ current_state: 'paused' }));

    expect(groups).toEqual([]);
  });

  it('is a test when it says so', () => {
    const parsed = reading(generic)({ ...aGenericBody(), test: true });

    expect(parsed).toEqual({ outcome: 'test' });
  });

  it.each([
    ['nothing that names an alert', { hello: 'you' }],
    ['a name without a status', { title: 'Somebody deployed' }],
    ['a status that nobody knows', aCheck({ current_state: 'SIMMERING' })],
    ['inherited names only', { __proto__: { name: 'x', status: 'down' } }],
    ['a list', '[1]'],
    ['a number', '7'],
    ['null', 'null'],
  ])('cannot be mapped with %s', (_, body) => {
    const parsed = reading(generic)(body);

    expect(parsed.outcome).toBe('unmapped');
  });
});
