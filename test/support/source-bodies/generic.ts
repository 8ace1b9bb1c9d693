type Part = Readonly<Record<string, unknown>>;

export const aGenericBody = (part: Part = {}) => ({
  groupKey: 'shop/orders',
  alerts: [
    {
      name: 'OrdersStuck',
      status: 'firing',
      service: 'orders',
      labels: { region: 'eu' },
      startsAt: '2026-05-04T08:00:00Z',
    },
  ],
  ...part,
});

export const aCloudEvent = (part: Part = {}) => ({
  specversion: '1.0',
  type: 'example.shop.alert.firing',
  source: '/probes/7',
  id: 'e-1',
  time: '2026-05-04T08:00:00Z',
  subject: 'orders',
  datacontenttype: 'application/json',
  data: { alertname: 'OrdersStuck', severity: 'critical' },
  ...part,
});

/** An uptime check of nobody in particular. */
export const aCheck = (part: Part = {}) => ({
  check_id: 11,
  check_name: 'Shop front page',
  current_state: 'DOWN',
  previous_state: 'UP',
  importance_level: 'HIGH',
  state_changed_timestamp: 1_777_881_600,
  long_description: 'answered 503',
  tags: [],
  ...part,
});
