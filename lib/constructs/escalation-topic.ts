import type { RemovalPolicy } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

export interface EscalationTopicProps {
  readonly removalPolicy: RemovalPolicy;
}

/** Where people are told: escalated incidents, and our own alarms. */
export class EscalationTopic extends Construct {
  readonly topic: Topic;
  private readonly key: Key;

  constructor(scope: Construct, id: string, props: EscalationTopicProps) {
    super(scope, id);
    // A key of our own, because alarms may not publish to a topic under the key that AWS manages for SNS.
    this.key = new Key(this, 'Key', {
      description: 'Escalations on their way to people',
      enableKeyRotation: true,
      removalPolicy: props.removalPolicy,
    });
    this.topic = new Topic(this, 'Resource', {
      displayName: 'Selfright escalations',
      masterKey: this.key,
      enforceSSL: true,
    });
    this.topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
  }

  /** May publish to the topic. */
  grantPublish(to: ServiceFunction<object>): void {
    to.allow(['sns:Publish'], [this.topic.topicArn]);
    to.allow(['kms:Decrypt', 'kms:GenerateDataKey'], [this.key.keyArn]);
  }
}
