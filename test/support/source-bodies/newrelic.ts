type Part = Readonly<Record<string, unknown>>;

const ISSUE = '9d0a3c1e-1111-4222-8333-944455556666';

/** The default payload of a workflow. */
export const aNewrelicBody = (part: Part = {}) => ({
  id: ISSUE,
  issueUrl: `https://radar-api.service.newrelic.com/accounts/77/issues/${ISSUE}?notifier=WEBHOOK`,
  title: "orders query result is > 5.0 for 2 minutes on 'Slow orders'",
  priority: 'CRITICAL',
  impactedEntities: ['orders'],
  totalIncidents: 1,
  state: 'ACTIVATED',
  trigger: 'STATE_CHANGE',
  isCorrelated: 'false',
  createdAt: 1_777_881_600_000,
  updatedAt: 1_777_881_601_000,
  sources: ['newrelic'],
  alertPolicyNames: ['Shop'],
  alertConditionNames: ['Slow orders'],
  workflowName: 'to selfright',
  ...part,
});

/** The payload of the notification channels of old. */
export const aLegacyNewrelicBody = (part: Part = {}) => ({
  account_id: 77,
  condition_id: 5,
  condition_name: 'Slow orders',
  current_state: 'open',
  details: 'slower than 5 s for 2 minutes',
  event_type: 'INCIDENT',
  incident_id: 1234,
  incident_url: 'https://alerts.newrelic.com/accounts/77/incidents/1234',
  policy_name: 'Shop',
  severity: 'CRITICAL',
  targets: [{ id: 'a', name: 'orders', type: 'Application' }],
  timestamp: 1_777_881_600_000,
  duration: 120_000,
  ...part,
});
