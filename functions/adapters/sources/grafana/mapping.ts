import type { Alert, AlertGroup } from '../../../core/domain/alert.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { labelOf } from '../label-of.ts';
import { NO_MOMENT } from '../text.ts';
import type { GrafanaNotification } from './contract.ts';

const alertOf = ({ status, labels, annotations, startsAt, ...sent }: GrafanaNotification['alerts'][number]): Alert => ({
  fingerprint: sent.fingerprint || fingerprintOf(labels),
  status,
  name: labelOf(labels, 'alertname') ?? 'alert without a name',
  service: labelOf(labels, 'service'),
  severity: labelOf(labels, 'severity'),
  labels,
  annotations,
  startsAt,
  endsAt: status === 'resolved' && sent.endsAt !== NO_MOMENT ? (sent.endsAt ?? undefined) : undefined,
});

/** Each alert's own status counts: the group's is that of the alerts that were not left out. */
export const groupsOf = ({ groupKey, alerts, truncatedAlerts }: GrafanaNotification): readonly AlertGroup[] => [
  { source: 'grafana', groupKey, alerts: alerts.map(alertOf), truncated: truncatedAlerts ?? 0 },
];

/** How Go prints the reading of a monotonic clock: only the key of a test's group holds the time of its making. */
const MADE_NOW = / m=[+-]\d+\.\d+$/;

/** What the button "Test" of a contact point sends, with its own labels or with those that somebody typed in. */
export const isTest = ({ groupKey, alerts }: GrafanaNotification): boolean =>
  MADE_NOW.test(groupKey) ||
  (alerts.length > 0 &&
    alerts.every(
      ({ labels }) => labelOf(labels, 'alertname') === 'TestAlert' && labelOf(labels, 'instance') === 'Grafana',
    ));
