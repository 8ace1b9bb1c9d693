import type { Alert, AlertGroup } from '../../../core/domain/alert.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { labelOf } from '../label-of.ts';
import type { GenericNotification } from './contract.ts';

const alertOf = (sent: GenericNotification['alerts'][number]): Alert => {
  const { name, status, labels, annotations, startsAt } = sent;
  const service = sent.service || labelOf(labels, 'service');
  return {
    fingerprint: sent.fingerprint || fingerprintOf({ ...labels, alertname: name, service: service ?? '' }),
    status,
    name,
    service,
    severity: sent.severity || labelOf(labels, 'severity'),
    labels,
    annotations,
    startsAt,
    endsAt: status === 'resolved' ? sent.endsAt : undefined,
  };
};

/** With a key all alerts are one group; without one, each is a group of its own. */
export const groupsOf = ({ groupKey, alerts }: GenericNotification): readonly AlertGroup[] => {
  const mapped = alerts.map(alertOf);
  const group = (key: string, members: readonly Alert[]): AlertGroup => ({
    source: 'generic',
    groupKey: key,
    alerts: members,
    truncated: 0,
  });
  return groupKey === undefined ? mapped.map((alert) => group(alert.fingerprint, [alert])) : [group(groupKey, mapped)];
};
