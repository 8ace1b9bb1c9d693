import type { Alert, AlertGroup } from '../../../core/domain/alert.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { labelOf } from '../label-of.ts';
import { NO_MOMENT } from '../text.ts';
import type { AlertmanagerNotification } from './contract.ts';

export const alertOf = (sent: AlertmanagerNotification['alerts'][number]): Alert => {
  const { labels, annotations, startsAt } = sent;
  const ended = sent.endsAt === NO_MOMENT ? undefined : sent.endsAt;
  const status = sent.status ?? (ended === undefined ? 'firing' : 'resolved');
  return {
    fingerprint: sent.fingerprint || fingerprintOf(labels),
    status,
    name: labelOf(labels, 'alertname') ?? 'alert without a name',
    service: labelOf(labels, 'service'),
    severity: labelOf(labels, 'severity'),
    labels,
    annotations,
    startsAt,
    endsAt: status === 'resolved' ? ended : undefined,
  };
};

/** One notification is one group. Its own status is not believed: with alerts left out, it can say `resolved` wrongly. */
export const groupsOf = (sent: AlertmanagerNotification): readonly AlertGroup[] => [
  {
    source: 'alertmanager',
    groupKey: sent.groupKey,
    alerts: sent.alerts.map(alertOf),
    truncated: sent.truncatedAlerts,
  },
];
