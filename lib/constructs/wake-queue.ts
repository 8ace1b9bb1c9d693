import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

export interface WakeQueueProps {
  /** The consumer's timeout; a message stays hidden for six times as long. */
  readonly consumerTimeoutSeconds: number;
  readonly removalPolicy: RemovalPolicy;
}

/** Wakes whoever delivers, one queue for every sink, and the place where wakes lie that crashed each time. */
export class WakeQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WakeQueueProps) {
    super(scope, id);
    const shared = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: props.removalPolicy,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', shared);
    this.queue = new Queue(this, 'Resource', {
      ...shared,
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 4 },
    });
  }

  /** May wake. */
  grantWake(to: ServiceFunction<object>): void {
    to.allow(['sqs:SendMessage'], [this.queue.queueArn]);
  }
}
