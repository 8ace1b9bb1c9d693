import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

export interface TimerQueueProps {
  /** The consumer's timeout; a message stays hidden for six times as long. */
  readonly consumerTimeoutSeconds: number;
  readonly removalPolicy: RemovalPolicy;
}

/** Timers that are not due yet, as delayed messages, and the place where those lie that could not be handled. */
export class TimerQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: TimerQueueProps) {
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

  /** May have something looked at later. */
  grantSet(to: ServiceFunction<object>): void {
    to.allow(['sqs:SendMessage'], [this.queue.queueArn]);
  }
}
