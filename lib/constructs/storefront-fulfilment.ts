import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Env as FulfilmentEnv } from '../../functions/fulfilment/env.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';

export interface StorefrontFulfilmentProps {
  /** The Lambda's name, its queue and the queue for what it cannot take: the policy names them. */
  readonly functionName: string;
  readonly queueName: string;
  readonly deadLetterName: string;
  /** The shop's front door, where shipments are reported. */
  readonly storefrontUrl: string;
  readonly logs: LogSettings;
}

const TIMEOUT_SECONDS = 10;
/** So often, that a message which cannot be taken blocks those behind it for long: a real weakness of such a set-up. */
const MAX_RECEIVES = 1000;

/** The storefront's shipping: a queue in order, and the Lambda that takes manifests from it. */
export class StorefrontFulfilment extends Construct {
  constructor(scope: Construct, id: string, props: StorefrontFulfilmentProps) {
    super(scope, id);
    const shared = {
      fifo: true,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    };
    const dead = new Queue(this, 'DeadLetters', { ...shared, queueName: props.deadLetterName });
    const queue = new Queue(this, 'Resource', {
      ...shared,
      queueName: props.queueName,
      visibilityTimeout: Duration.seconds(6 * TIMEOUT_SECONDS),
      deadLetterQueue: { queue: dead, maxReceiveCount: MAX_RECEIVES },
    });
    const fulfilment = new ServiceFunction<FulfilmentEnv>(this, 'Fulfilment', {
      name: 'fulfilment',
      description: 'The storefront hands parcels to the carrier here',
      functionName: props.functionName,
      timeoutSeconds: TIMEOUT_SECONDS,
      memoryMegabytes: 256,
      environment: { STOREFRONT_URL: props.storefrontUrl, QUEUE_URL: queue.queueUrl },
      logs: props.logs,
    });
    fulfilment.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
      [queue.queueArn],
    );
    new EventSourceMapping(this, 'Source', {
      target: fulfilment.lambda,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
    });
  }
}
