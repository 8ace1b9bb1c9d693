type Part = Readonly<Record<string, unknown>>;

export const aPagerdutyIncident = (part: Part = {}) => ({
  id: 'Q1ORDERS',
  type: 'incident',
  self: 'https://api.pagerduty.com/incidents/Q1ORDERS',
  html_url: 'https://shop.pagerduty.example/incidents/Q1ORDERS',
  number: 12,
  status: 'triggered',
  incident_key: 'k-1',
  created_at: '2026-05-04T08:00:00Z',
  title: 'Orders do not move',
  service: { id: 'PORDERS', type: 'service_reference', summary: 'orders' },
  assignees: [],
  teams: [],
  priority: null,
  urgency: 'high',
  conference_bridge: null,
  resolve_reason: null,
  ...part,
});

/** One event of a webhook subscription, version 3. */
export const aPagerdutyBody = (
  eventType = 'incident.triggered',
  data: unknown = aPagerdutyIncident(),
  part: Part = {},
) => ({
  event: {
    id: '01EVENT',
    event_type: eventType,
    resource_type: 'incident',
    occurred_at: '2026-05-04T08:00:01.500Z',
    agent: null,
    client: null,
    data,
    ...part,
  },
});

/** What "Send test event" posts. */
export const aPagerdutyPing = () =>
  aPagerdutyBody('pagey.ping', { message: 'Hello from your friend Pagey!', type: 'ping' }, { resource_type: 'pagey' });
