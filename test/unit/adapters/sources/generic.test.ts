import { describe, expect, it } from 'vitest';
import { generic } from '../../../../functions/adapters/sources/generic/source.ts';
import { bytes } from '../../../support/payloads.ts';

const anAlert = { name: 'CheckoutSlow', startsAt: '2026-03-02T10:00:00Z' };

const groupsIn = (body: unknown) => {
  const parsed = generic.parse(bytes(body));
  if (parsed.outcome !== 'understood') throw new Error(JSON.stringify(parsed));
  return parsed.groups;
};

describe('a generic notification', () => {
  it('needs no more than a name and a beginning', () => {
    const groups = groupsIn({ alerts: [anAlert] });

    expect(groups).toHaveLength(1);
    expect(groups[0]?.alerts[0]).toMatchObject({ name: 'CheckoutSlow', status: 'firing', labels: {}, annotations: {} });
  });

  it('takes service and severity from the labels when it has none itself', () => {
    const groups = groupsIn({
      alerts: [{ ...anAlert, severity: 'page', labels: { service: 'checkout', severity: 'x' } }],
    });

    expect(groups[0]?.alerts[0]).toMatchObject({ service: 'checkout', severity: 'page' });
  });

  it('keeps alerts of one key together', () => {
    const groups = groupsIn({ groupKey: 'shop', alerts: [anAlert, { ...anAlert, name: 'Other' }] });

    expect(groups.map(({ groupKey, alerts }) => [groupKey, alerts.length])).toEqual([['shop', 2]]);
  });

  it('lets each alert stand for itself without a key', () => {
    const groups = groupsIn({ alerts: [anAlert, { ...anAlert, name: 'Other' }] });

    expect(groups.map(({ alerts }) => alerts.length)).toEqual([1, 1]);
    expect(groups[0]?.groupKey).not.toBe(groups[1]?.groupKey);
  });

  it('gives the same condition the same fingerprint in every episode', () => {
    const [first] = groupsIn({ alerts: [anAlert] });
    const [later] = groupsIn({ alerts: [{ ...anAlert, startsAt: '2026-03-03T10:00:00Z' }] });

    expect(first?.alerts[0]?.fingerprint).toBe(later?.alerts[0]?.fingerprint);
  });

  it.each([
    ['no alerts at all', { alerts: [] }, 'alerts'],
    ['an alert without a name', { alerts: [{ ...anAlert, name: '' }] }, 'alerts[0].name'],
    ['an alert without a beginning', { alerts: [{ name: 'x' }] }, 'alerts[0].startsAt'],
  ])('refuses %s', (_, body, field) => {
    const parsed = generic.parse(bytes(body));

    expect(parsed).toMatchObject({ outcome: 'invalid', problems: [{ field }] });
  });
});
