import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface NotificationQueueProps {
  /** The consumer's timeout; a message stays hidden for six times as long. */
  readonly consumerTimeoutSeconds: number;
  readonly removalPolicy: RemovalPolicy;
}

/** Notifications between webhook and intake, and the place where those lie that could not be taken in. */
export class NotificationQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** How often a message is tried before it is moved to the dead letters. */
  readonly maxReceives = 4;

  constructor(scope: Construct, id: string, props: NotificationQueueProps) {
    super(scope, id);
    const shared = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      maxMessageSizeBytes: 1024 * 1024,
      removalPolicy: props.removalPolicy,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', shared);
    this.queue = new Queue(this, 'Resource', {
      ...shared,
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: this.maxReceives },
    });
  }
}
