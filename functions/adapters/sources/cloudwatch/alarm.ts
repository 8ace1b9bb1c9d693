import type { AlertGroup } from '../../../core/domain/alert.ts';
import type { Instant } from '../../../core/domain/time.ts';
import { identityOf } from '../identity.ts';
import { labelOf } from '../label-of.ts';
import { present } from '../scalars.ts';
import type { AlarmDetail, AlarmMessage } from './contract.ts';

/** One change of an alarm's state, whichever way it came. */
export interface Alarm {
  readonly arn?: string | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly name: string;
  readonly description?: string | undefined;
  readonly state: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
  readonly before?: string | undefined;
  readonly reason?: string | undefined;
  readonly at: Instant;
  readonly metric?: string | undefined;
  readonly namespace?: string | undefined;
  readonly dimensions: Readonly<Record<string, string>>;
}

export const alarmOfMessage = (sent: AlarmMessage): Alarm => ({
  arn: sent.AlarmArn,
  account: sent.AWSAccountId,
  region: sent.Region,
  name: sent.AlarmName,
  description: sent.AlarmDescription,
  state: sent.NewStateValue,
  before: sent.OldStateValue,
  reason: sent.NewStateReason,
  at: sent.StateChangeTime,
  metric: sent.Trigger?.MetricName,
  namespace: sent.Trigger?.Namespace,
  dimensions: Object.fromEntries((sent.Trigger?.Dimensions ?? []).filter(([name]) => name !== '')),
});

export const alarmOfDetail = (sent: AlarmDetail, place: Pick<Alarm, 'arn' | 'account' | 'region'>): Alarm => {
  const metric = (sent.configuration?.metrics ?? []).find(({ metricStat }) => metricStat)?.metricStat?.metric;
  return {
    ...place,
    name: sent.alarmName,
    description: sent.configuration?.description,
    state: sent.state.value,
    before: sent.previousState?.value,
    reason: sent.state.reason,
    at: sent.state.timestamp,
    metric: metric?.name,
    namespace: metric?.namespace,
    dimensions: metric?.dimensions ?? {},
  };
};

/** Dimensions that name a service, as alarms are usually made. */
const SERVICE_DIMENSIONS = ['service', 'Service', 'ServiceName'];

/** ALARM fires and OK resolves; INSUFFICIENT_DATA says neither. */
export const groupsOfAlarm = (alarm: Alarm): readonly AlertGroup[] => {
  if (alarm.state === 'INSUFFICIENT_DATA') return [];
  const { name, at, dimensions, account, region, before } = alarm;
  const key = alarm.arn === undefined ? identityOf(account, region, name) : identityOf(alarm.arn);
  const resolved = alarm.state === 'OK';
  const service = SERVICE_DIMENSIONS.map((dimension) => labelOf(dimensions, dimension)).find((found) => found);
  return [
    {
      source: 'cloudwatch',
      groupKey: key,
      truncated: 0,
      alerts: [
        {
          fingerprint: key,
          status: resolved ? 'resolved' : 'firing',
          name,
          service,
          labels: {
            ...dimensions,
            ...present({ alertname: name, account, region, metric: alarm.metric, namespace: alarm.namespace }),
          },
          annotations: present({ summary: alarm.description, description: alarm.reason, alarm_arn: alarm.arn }),
          startsAt: at,
          // Only a change from OK is a beginning: from INSUFFICIENT_DATA or ALARM it may be the same firing as before.
          startUnknown: resolved || (before !== undefined && before !== 'OK'),
          endsAt: resolved ? at : undefined,
        },
      ],
    },
  ];
};
