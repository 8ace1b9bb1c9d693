import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Env as DeliverEnv } from '../../functions/deliver/env.ts';
import type { Env as DispatchEnv } from '../../functions/dispatch/env.ts';
import type { AnchorBucket } from './anchor-bucket.ts';
import type { IncidentTable } from './incident-table.ts';
import type { JsonSecret } from './json-secret.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** The queue's visibility timeout is derived from it. */
export const DELIVER_TIMEOUT_SECONDS = 30;
/** Then nobody is at it any more. */
const LEASE_SECONDS = 35;
/** A sink is waited for up to 8 seconds, at most twice for one fact after it was begun. */
const BUDGET_SECONDS = 12;

export interface OutboxProps {
  readonly table: IncidentTable;
  readonly wakes: WorkQueue;
  readonly integrations: JsonSecret;
  readonly anchors: AnchorBucket;
  /** Where the console answers, for links. */
  readonly consoleUrl: string;
  /** Woken when an entry calls for a model to look. @default none is deployed */
  readonly investigator?: ServiceFunction<object> | undefined;
  readonly logs: LogSettings;
}

/** From the table's stream to the systems in which people follow incidents; nothing of the workflow waits for it. */
export class Outbox extends Construct {
  readonly dispatch: ServiceFunction<DispatchEnv>;
  readonly deliver: ServiceFunction<DeliverEnv>;

  constructor(scope: Construct, id: string, props: OutboxProps) {
    super(scope, id);
    const { wakes, integrations, anchors, investigator, logs } = props;
    const { table } = props.table;
    const common = { TABLE_NAME: table.tableName, WAKE_QUEUE_URL: wakes.queue.queueUrl };

    this.dispatch = new ServiceFunction<DispatchEnv>(this, 'Dispatch', {
      name: 'dispatch',
      description: 'Counts every timeline entry, notes what is due at each sink, and wakes whoever delivers',
      timeoutSeconds: 15,
      environment: common,
      logs,
    });
    props.table.grantReadOf(this.dispatch, 'POLICY', 'COUNTED');
    props.table.grantQueryOf(this.dispatch, 'INCIDENT');
    props.table.grantUpdate(this.dispatch, 'DELIVERY', 'TALLY');
    props.table.grantPut(this.dispatch, 'COUNTED');
    wakes.grantSend(this.dispatch);
    const eventSourceArn = table.tableStreamArn;
    if (eventSourceArn === undefined) throw new Error('outbox: the table of the record has no stream');
    this.dispatch.allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      [eventSourceArn],
    );
    new EventSourceMapping(this, 'Entries', {
      target: this.dispatch.lambda,
      eventSourceArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(0),
      bisectBatchOnError: true,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { type: { S: FilterRule.isEqual('timeline') } } },
        }),
      ],
    });

    this.deliver = new ServiceFunction<DeliverEnv>(this, 'Deliver', {
      name: 'deliver',
      description: 'Brings what is due to tickets, pagers and webhooks, in order and each once',
      timeoutSeconds: DELIVER_TIMEOUT_SECONDS,
      environment: {
        ...common,
        CONSOLE_URL: props.consoleUrl,
        INTEGRATIONS_SECRET_ARN: integrations.arn,
        ANCHOR_BUCKET: anchors.bucket.bucketName,
        LEASE_SECONDS: `${LEASE_SECONDS}`,
        BUDGET_SECONDS: `${BUDGET_SECONDS}`,
        ...(investigator !== undefined && { INVESTIGATOR_FUNCTION_ARN: investigator.lambda.functionArn }),
      },
      logs,
    });
    props.table.grantRead(this.deliver);
    props.table.grantUpdate(this.deliver, 'DELIVERY');
    props.table.grantPut(this.deliver, 'DELIVERY');
    wakes.grantSend(this.deliver);
    integrations.grantRead(this.deliver);
    anchors.grantKeep(this.deliver);
    if (investigator !== undefined) {
      this.deliver.allow(['lambda:InvokeFunction'], [investigator.lambda.functionArn]);
    }
    this.deliver.lambda.addEventSource(
      new SqsEventSource(wakes.queue, { batchSize: 10, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
  }
}
