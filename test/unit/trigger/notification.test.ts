import { describe, expect, it } from 'vitest';
import { fingerprintOf, notificationOf } from '../../../functions/trigger/notification.ts';

const NOW = new Date('2026-03-02T10:00:00.000Z');

const anAlert = { name: 'Api503', service: 'checkout', status: 'firing' as const, labels: {}, annotations: {} };

describe('a synthetic notification', () => {
  it('has the fingerprint that Alertmanager gives these labels', () => {
    const fingerprint = fingerprintOf({
      severity: 'critical',
      service: 'orders',
      job: 'postgres',
      instance: 'db-0:9187',
      alertname: 'DatabaseConnectionTimeout',
    });

    expect(fingerprint).toBe('56a5740920e0576b');
  });

  it('is grouped by service, as ours are', () => {
    const notification = notificationOf(anAlert, NOW);

    expect(notification.groupKey).toBe('{}:{service="checkout"}');
    expect(notification.groupLabels).toEqual({ service: 'checkout' });
  });

  it('starts now and has not ended', () => {
    const [alert] = notificationOf(anAlert, NOW).alerts;

    expect(alert).toMatchObject({ startsAt: NOW.toISOString(), endsAt: '0001-01-01T00:00:00Z' });
  });

  it('ends now when it is resolved', () => {
    const notification = notificationOf({ ...anAlert, status: 'resolved', startsAt: '2026-03-02T09:00:00Z' }, NOW);

    expect(notification.status).toBe('resolved');
    expect(notification.alerts[0]).toMatchObject({ startsAt: '2026-03-02T09:00:00Z', endsAt: NOW.toISOString() });
  });

  it('lets given labels win over the short forms', () => {
    const notification = notificationOf({ ...anAlert, labels: { service: 'orders', pod: 'x' } }, NOW);

    expect(notification.alerts[0]?.labels).toEqual({ alertname: 'Api503', service: 'orders', pod: 'x' });
  });
});
