import { Duration } from 'aws-cdk-lib';
import { type IResource, LambdaIntegration } from 'aws-cdk-lib/aws-apigateway';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Env as IntakeEnv } from '../../functions/intake/env.ts';
import type { Env as WebhookEnv } from '../../functions/webhook/env.ts';
import type { BodyBucket } from './body-bucket.ts';
import type { IncidentTable } from './incident-table.ts';
import type { JsonSecret } from './json-secret.ts';
import type { NotificationQueue } from './notification-queue.ts';
import type { ResponseWorkflow } from './response-workflow.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';

/** The queue's visibility timeout is derived from it. */
export const INTAKE_TIMEOUT_SECONDS = 20;

export interface AlertIngressProps {
  /** The root of the API, under which `/alerts/{source}` is made. */
  readonly root: IResource;
  readonly table: IncidentTable;
  readonly queue: NotificationQueue;
  /** Holds what is too large for the queue or the table. */
  readonly bodies: BodyBucket;
  readonly sourceSecrets: JsonSecret;
  readonly workflow: ResponseWorkflow;
  /** SNS topics by which CloudWatch alarms come in. */
  readonly cloudwatchTopics: readonly string[];
  readonly logs: LogSettings;
}

/** Alerts on their way in: stored by the webhook before it answers, taken in from the queue after. */
export class AlertIngress extends Construct {
  readonly webhook: ServiceFunction<WebhookEnv>;
  readonly intake: ServiceFunction<IntakeEnv>;

  constructor(scope: Construct, id: string, props: AlertIngressProps) {
    super(scope, id);
    const { table, bodies, cloudwatchTopics: topics, logs } = props;
    const { queue } = props.queue;

    this.webhook = new ServiceFunction<WebhookEnv>(this, 'Webhook', {
      name: 'webhook',
      description: 'Checks and stores a notification, then acknowledges it',
      timeoutSeconds: 10,
      memoryMegabytes: 1024,
      environment: {
        TABLE_NAME: table.table.tableName,
        QUEUE_URL: queue.queueUrl,
        BODY_BUCKET: bodies.bucket.bucketName,
        SOURCE_SECRETS_ARN: props.sourceSecrets.arn,
        ...(topics.length > 0 && { CLOUDWATCH_TOPIC_ARNS: topics.join(',') }),
      },
      logs,
    });
    table.grantReadOf(this.webhook, 'POLICY', 'QUARANTINE');
    table.grantPut(this.webhook, 'RECEIPT', 'QUARANTINE');
    table.grantUpdate(this.webhook, 'QUARANTINE');
    bodies.grantPut(this.webhook, 'notifications', 'quarantine');
    this.webhook.allow(['sqs:SendMessage'], [queue.queueArn]);
    props.sourceSecrets.grantRead(this.webhook);
    if (topics.length > 0) this.webhook.allow(['sns:ConfirmSubscription'], topics);
    props.root
      .addResource('alerts')
      .addResource('{source}')
      .addMethod('ANY', new LambdaIntegration(this.webhook.lambda, { scopePermissionToMethod: false }));

    this.intake = new ServiceFunction<IntakeEnv>(this, 'Intake', {
      name: 'intake',
      description: 'Opens or joins incidents from stored notifications and starts their workflow',
      timeoutSeconds: INTAKE_TIMEOUT_SECONDS,
      environment: {
        TABLE_NAME: table.table.tableName,
        STATE_MACHINE_ARN: props.workflow.stateMachine.stateMachineArn,
        QUEUE_URL: queue.queueUrl,
        BODY_BUCKET: bodies.bucket.bucketName,
        MAX_RECEIVES: `${props.queue.maxReceives}`,
      },
      logs,
    });
    table.grantRead(this.intake);
    bodies.grantRead(this.intake, 'notifications');
    table.grantPut(this.intake, 'INCIDENT', 'EPISODE', 'OPEN', 'RECEIPT', 'HEARTBEAT', 'HELD');
    table.grantDelete(this.intake, 'HELD');
    table.grantUpdate(this.intake, 'FLAP');
    props.workflow.grantStart(this.intake);
    this.intake.lambda.addEventSource(
      new SqsEventSource(queue, {
        batchSize: 5,
        maxBatchingWindow: Duration.seconds(0),
        maxConcurrency: 4,
        reportBatchItemFailures: true,
      }),
    );
  }
}
