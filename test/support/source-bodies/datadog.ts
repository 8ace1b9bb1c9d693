type Part = Readonly<Record<string, unknown>>;

/** Our template, filled in. */
export const aDatadogBody = (part: Part = {}) => ({
  alert_title: '[P2] [Triggered on {env:live,service:orders}] Too few orders',
  alert_transition: 'Triggered',
  alert_cycle_key: '7301',
  alert_id: '42',
  alert_scope: 'env:live,service:orders',
  alert_type: 'error',
  alert_priority: 'P2',
  alert_metric: 'shop.orders',
  tags: 'env:live,service:orders,team:shop,monitor',
  date: '1777881600000',
  link: 'https://datadog.example/monitors/42',
  text_only_msg: 'fewer than ten orders in five minutes',
  ...part,
});

/** What Datadog sends when nobody wrote a template. */
export const aDefaultDatadogBody = (part: Part = {}) => ({
  id: '6100000000000000001',
  last_updated: '1777881600000',
  event_type: 'query_alert_monitor',
  title: '[Triggered on {host:shop-7}] Disk is nearly full',
  date: '1777881600000',
  org: { id: '99', name: 'Shop' },
  body: '%%%\nfull in an hour\n%%%',
  ...part,
});
