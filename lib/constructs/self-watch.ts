import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Env as DrillEnv } from '../../functions/drill/env.ts';
import type { Env as KeepWatchEnv } from '../../functions/keep-watch/env.ts';
import type { EscalationTopic } from './escalation-topic.ts';
import type { IncidentTable } from './incident-table.ts';
import type { JsonSecret } from './json-secret.ts';
import type { ResponseWorkflow } from './response-workflow.ts';
import type { SelfAlarm } from './self-alarms.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** Also how long a round is nobody else's. */
const TIMEOUT_SECONDS = 30;
/** A drill that takes this long to a terminal receipt is as bad as one that never comes back. */
const SLOW_DRILL_SECONDS = 60;
const EVERY = Duration.minutes(1);

export interface SelfWatchProps {
  readonly table: IncidentTable;
  readonly workflow: ResponseWorkflow;
  /** Wakes whoever delivers, for what is behind. */
  readonly wakes: WorkQueue;
  readonly escalations: EscalationTopic;
  readonly sourceSecrets: JsonSecret;
  /** Queues in which something lies only when it could not be taken in, by the names that people know them by. */
  readonly deadLetters: Readonly<Record<string, IQueue>>;
  /** Where the rounds between two minutes are set. */
  readonly timers: WorkQueue;
  /** Where Prometheus answers. */
  readonly prometheusUrl: string;
  /** Address of our own API, for the drill. */
  readonly apiUrl: string;
  /** Time between two drills. Seconds. */
  readonly drillEvery: number;
  readonly logs: LogSettings;
}

/** The watch over ourselves, each minute: it finds what was never sent, what is stuck and what fell silent. */
export class SelfWatch extends Construct {
  readonly keepWatch: ServiceFunction<KeepWatchEnv>;
  readonly drill: ServiceFunction<DrillEnv>;
  /** What tells people when the watch itself is silent: nothing of ours is needed for that. */
  readonly alarms: readonly SelfAlarm[];

  constructor(scope: Construct, id: string, props: SelfWatchProps) {
    super(scope, id);
    const { table, workflow, escalations, logs } = props;
    const TABLE_NAME = table.table.tableName;

    this.keepWatch = new ServiceFunction<KeepWatchEnv>(this, 'KeepWatch', {
      name: 'keep-watch',
      description:
        'Finds alerts that were never sent, silent heartbeats, lost executions, lost answers and dead letters',
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: {
        TABLE_NAME,
        STATE_MACHINE_ARN: workflow.stateMachine.stateMachineArn,
        ESCALATION_TOPIC_ARN: escalations.topic.topicArn,
        PROMETHEUS_URL: props.prometheusUrl,
        WAKE_QUEUE_URL: props.wakes.queue.queueUrl,
        DEAD_LETTER_QUEUES: Object.entries(props.deadLetters)
          .map(([name, { queueUrl }]) => `${name}=${queueUrl}`)
          .join(','),
        TIMER_QUEUE_URL: props.timers.queue.queueUrl,
        LEASE_SECONDS: `${TIMEOUT_SECONDS}`,
      },
      logs,
    });
    table.grantRead(this.keepWatch);
    table.grantUpdate(this.keepWatch, 'FLAP', 'TALLY');
    table.grantPut(this.keepWatch, 'INCIDENT', 'EPISODE', 'OPEN', 'RECEIPT', 'NOTE', 'HELD', 'COUNTED');
    table.grantDelete(this.keepWatch, 'OPEN', 'LOCK', 'HELD');
    workflow.grantStart(this.keepWatch);
    workflow.grantLook(this.keepWatch);
    workflow.grantAnswer(this.keepWatch);
    escalations.grantPublish(this.keepWatch);
    props.timers.grantSend(this.keepWatch);
    props.wakes.grantSend(this.keepWatch);
    this.keepWatch.allow(
      ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      Object.values(props.deadLetters).map(({ queueArn }) => queueArn),
    );

    this.drill = new ServiceFunction<DrillEnv>(this, 'Drill', {
      name: 'drill',
      description: 'Sends us a notification as a source does, and measures how long it takes',
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: { TABLE_NAME, API_URL: props.apiUrl, SOURCE_SECRETS_ARN: props.sourceSecrets.arn },
      logs,
    });
    table.grantReadOf(this.drill, 'POLICY', 'RECEIPT', 'NOTE');
    table.grantPut(this.drill, 'NOTE');
    props.sourceSecrets.grantRead(this.drill);

    for (const [name, { lambda }] of Object.entries({ KeepWatch: this.keepWatch, Drill: this.drill })) {
      // What a round misses the next one finds, so that a late or repeated one would only stand in its way.
      lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
      new Rule(this, `${name}EachMinute`, {
        description: `Each minute: ${name}`,
        schedule: Schedule.rate(EVERY),
        targets: [new LambdaFunction(lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
      });
    }
    this.alarms = alarmsOf(this.keepWatch, this.drill, Math.max(5, Math.ceil((3 * props.drillEvery) / 60)));
  }
}

const alarmsOf = (
  keepWatch: ServiceFunction<object>,
  drill: ServiceFunction<object>,
  drillMinutes: number,
): readonly SelfAlarm[] => [
  {
    id: 'WatchFailed',
    description: 'A part of the watch over ourselves failed; see the logs of keep-watch',
    metric: keepWatch.lambda.metricErrors({ statistic: Stats.SUM }),
    minutes: 5,
    above: 2,
  },
  {
    id: 'WatchSilent',
    description: 'The watch over ourselves has not run for five minutes: nobody looks for what was never sent',
    metric: keepWatch.lambda.metricInvocations({ statistic: Stats.SUM }),
    minutes: 5,
    below: 1,
    silence: 'trouble',
  },
  {
    id: 'DrillSilent',
    description:
      'Our own notification is not taken in, or takes too long: alerts may not be either; see the logs of drill',
    metric: new Metric({
      namespace: 'Selfright',
      metricName: 'drill_latency_seconds',
      dimensionsMap: { service: 'drill' },
      statistic: Stats.MAXIMUM,
    }),
    minutes: drillMinutes,
    above: SLOW_DRILL_SECONDS,
    silence: 'trouble',
  },
  {
    id: 'DrillFailed',
    description: 'Our own notification was refused or ended otherwise than recorded; see the logs of drill',
    metric: drill.lambda.metricErrors({ statistic: Stats.SUM }),
    minutes: 5,
    above: 2,
  },
];
