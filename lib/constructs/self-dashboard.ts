import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** Where the Lambdas publish our own numbers. */
const NAMESPACE = 'Selfright';

export interface SelfDashboardProps {
  /** Shown first, red or green. */
  readonly alarms: readonly IAlarm[];
  /** What AWS measures of our parts: lines by the title of their graph. */
  readonly parts: Readonly<Record<string, readonly IMetric[]>>;
}

/** A number of ours, as the Lambda of that name publishes it. */
const own = (service: string, metricName: string, label: string, statistic: string = Stats.SUM): Metric =>
  new Metric({
    namespace: NAMESPACE,
    metricName,
    label,
    statistic,
    period: Duration.minutes(5),
    dimensionsMap: { service },
  });

const counted = (name: string, label: string): Metric => own('dispatch', `selfright_${name}`, label);
const took = (name: string, label: string): Metric =>
  own('dispatch', `selfright_time_to_${name}_seconds`, label, Stats.percentile(95));

/** The numbers of `GET /metrics` that CloudWatch has too. */
const OURS: Readonly<Record<string, readonly Metric[]>> = {
  'Opened, closed, handed to people': [
    counted('incidents_opened_total', 'opened'),
    counted('incidents_closed_total', 'closed'),
    counted('incidents_escalated_total', 'handed to people'),
  ],
  'Refused, and asked': [counted('refused_total', 'refused'), counted('approvals_total', 'questions')],
  'Actions, rollbacks, verifications': [
    counted('actions_total', 'actions'),
    counted('rollbacks_total', 'rollbacks'),
    counted('verifications_total', 'verifications'),
  ],
  '95 % within, from receiving the alert': [
    took('acknowledge', 'acknowledged'),
    took('diagnose', 'diagnosed'),
    took('act', 'acted'),
    took('verify', 'recovered'),
    took('close', 'closed'),
  ],
  'Alerts missed, executions lost': [
    own('keep-watch', 'alerts_missed_total', 'missed'),
    own('keep-watch', 'executions_lost_total', 'lost'),
  ],
};

/** One page in CloudWatch that says whether Selfright is awake, and what it did. */
export class SelfDashboard extends Construct {
  constructor(scope: Construct, id: string, { alarms, parts }: SelfDashboardProps) {
    super(scope, id);
    const graphs = Object.entries({ ...OURS, ...parts }).map(
      ([title, left]) => new GraphWidget({ title, left: [...left], width: 12, height: 6 }),
    );
    const status = new AlarmStatusWidget({ title: 'Our own alarms', alarms: [...alarms], width: 24, height: 4 });
    new Dashboard(this, 'Resource', { widgets: [[status], ...pairs(graphs)], defaultInterval: Duration.hours(12) });
  }
}

const pairs = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => all.slice(i * 2, i * 2 + 2));
