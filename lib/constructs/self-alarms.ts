import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Something of ours that is wrong as soon as its metric is above the limit. */
export interface SelfAlarm {
  readonly id: string;
  /** What is wrong and what to look at first. */
  readonly description: string;
  readonly metric: Metric;
  /** @default 0 */
  readonly above?: number;
}

export interface SelfAlarmsProps {
  readonly alarms: readonly SelfAlarm[];
  readonly tell: ITopic;
}

/** Our own alarms; each tells people when it starts. Silence is health: missing data never alarms. */
export class SelfAlarms extends Construct {
  constructor(scope: Construct, id: string, props: SelfAlarmsProps) {
    super(scope, id);
    for (const { id: name, description, metric, above } of props.alarms) {
      new Alarm(this, name, {
        alarmDescription: description,
        metric: metric.with({ period: Duration.minutes(1) }),
        threshold: above ?? 0,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(props.tell));
    }
  }
}
