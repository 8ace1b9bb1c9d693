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
  /** Wrong below this, instead of above a limit. */
  readonly below?: number;
  /** Over how many minutes the metric is taken. @default 1 */
  readonly minutes?: number;
  /** What it means that nothing is measured. @default health */
  readonly silence?: 'health' | 'trouble';
}

export interface SelfAlarmsProps {
  readonly alarms: readonly SelfAlarm[];
  readonly tell: ITopic;
}

/** Our own alarms; each tells people when it starts. Silence is health, but for what must be heard. */
export class SelfAlarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, props: SelfAlarmsProps) {
    super(scope, id);
    this.all = props.alarms.map((one) => {
      const { id: name, description, metric, above = 0, below, minutes = 1, silence = 'health' } = one;
      const alarm = new Alarm(this, name, {
        alarmDescription: description,
        metric: metric.with({ period: Duration.minutes(minutes) }),
        threshold: below ?? above,
        comparisonOperator:
          below === undefined ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: silence === 'health' ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(props.tell));
      return alarm;
    });
  }
}
