import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Env } from '../../functions/take-alarms/env.ts';
import { argue } from './argue.ts';
import type { BodyBucket } from './body-bucket.ts';
import type { IncidentTable } from './incident-table.ts';
import type { NotificationQueue } from './notification-queue.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';

export interface AlarmIntakeProps {
  readonly table: IncidentTable;
  readonly queue: NotificationQueue;
  /** Holds what is too large for the queue or the table. */
  readonly bodies: BodyBucket;
  /** SNS topics of this account and region whose alarms are taken. */
  readonly topics: readonly string[];
  /** Take every change of an alarm of this account and region from EventBridge, our own alarms excepted. */
  readonly events: boolean;
  readonly logs: LogSettings;
}

/** How long whoever invokes us keeps trying. */
const TRIED_FOR = Duration.hours(6);

/** CloudWatch alarms on their way in without HTTP: by SNS, by EventBridge, or as an alarm's own action. */
export class AlarmIntake extends Construct {
  readonly takeAlarms: ServiceFunction<Env>;
  /** What could not be stored within its time; an alarm watches it. */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, props: AlarmIntakeProps) {
    super(scope, id);
    const { table, queue, bodies, logs } = props;
    this.undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: logs.removalPolicy,
    });
    argue(this.undelivered, { 'AwsSolutions-SQS3': 'It is the end of the line itself; an alarm watches it.' });

    this.takeAlarms = new ServiceFunction<Env>(this, 'TakeAlarms', {
      name: 'take-alarms',
      description: 'Stores CloudWatch alarms that come by SNS, EventBridge or an alarm itself',
      timeoutSeconds: 15,
      environment: {
        TABLE_NAME: table.table.tableName,
        QUEUE_URL: queue.queue.queueUrl,
        BODY_BUCKET: bodies.bucket.bucketName,
      },
      logs,
    });
    table.grantReadOf(this.takeAlarms, 'POLICY', 'QUARANTINE');
    table.grantPut(this.takeAlarms, 'RECEIPT', 'QUARANTINE');
    table.grantUpdate(this.takeAlarms, 'QUARANTINE');
    bodies.grantPut(this.takeAlarms, 'notifications', 'quarantine');
    this.takeAlarms.allow(['sqs:SendMessage'], [queue.queue.queueArn]);
    const { lambda } = this.takeAlarms;
    lambda.configureAsyncInvoke({
      onFailure: new SqsDestination(this.undelivered),
      retryAttempts: 2,
      maxEventAge: TRIED_FOR,
    });
    const { account, region, partition, stackName } = Stack.of(this);
    lambda.addPermission('Alarms', {
      principal: new ServicePrincipal('lambda.alarms.cloudwatch.amazonaws.com'),
      sourceAccount: account,
      sourceArn: `arn:${partition}:cloudwatch:${region}:${account}:alarm:*`,
    });

    for (const [i, arn] of props.topics.entries()) {
      Topic.fromTopicArn(this, `Topic${i + 1}`, arn).addSubscription(
        new LambdaSubscription(lambda, { deadLetterQueue: this.undelivered }),
      );
    }
    if (props.events) {
      new Rule(this, 'Rule', {
        description: 'Changes of CloudWatch alarms',
        eventPattern: {
          source: ['aws.cloudwatch'],
          account: [account],
          detailType: ['CloudWatch Alarm State Change'],
          // Our own alarms tell people by themselves; as alerts they would come in by what they complain of.
          detail: { alarmName: Match.anythingButPrefix(`${stackName}-`) },
        },
        targets: [new LambdaFunction(lambda, { deadLetterQueue: this.undelivered, maxEventAge: TRIED_FOR })],
      });
    }
  }
}
