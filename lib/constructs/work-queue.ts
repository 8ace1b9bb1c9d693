import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

export interface WorkQueueProps {
  /** The consumer's timeout; a message stays hidden for six times as long. */
  readonly consumerTimeoutSeconds: number;
  readonly removalPolicy: RemovalPolicy;
}

/** Work that waits for a Lambda of ours, and the place where lies what could not be handled. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
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

  /** May put work into it. */
  grantSend(to: ServiceFunction<object>): void {
    to.allow(['sqs:SendMessage'], [this.queue.queueArn]);
  }
}
