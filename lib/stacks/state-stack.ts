import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { INTAKE_TIMEOUT_SECONDS } from '../constructs/alert-ingress.ts';
import { AnchorBucket } from '../constructs/anchor-bucket.ts';
import { BodyBucket } from '../constructs/body-bucket.ts';
import { EscalationTopic } from '../constructs/escalation-topic.ts';
import { IncidentTable } from '../constructs/incident-table.ts';
import { Installation } from '../constructs/installation.ts';
import { JsonSecret } from '../constructs/json-secret.ts';
import { NotificationQueue } from '../constructs/notification-queue.ts';
import { DELIVER_TIMEOUT_SECONDS } from '../constructs/outbox.ts';
import { TIMER_TIMEOUT_SECONDS } from '../constructs/timer.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Settings } from '../settings.ts';

/** What must survive: the record, notifications not yet taken in, timers not yet due, secrets, and the topic that people subscribe to. */
export class StateStack extends Stack {
  readonly table: IncidentTable;
  readonly notifications: NotificationQueue;
  readonly timers: WorkQueue;
  readonly bodies: BodyBucket;
  readonly anchors: AnchorBucket;
  readonly operatorTokens: JsonSecret;
  readonly sourceSecrets: JsonSecret;
  readonly connections: JsonSecret;
  readonly wakes: WorkQueue;
  readonly integrations: JsonSecret;
  readonly escalations: EscalationTopic;

  constructor(scope: Construct, id: string, settings: Settings, props?: StackProps) {
    super(scope, id, props);
    const { removalPolicy, logs } = settings;
    this.table = new IncidentTable(this, 'Record', { removalPolicy });
    this.notifications = new NotificationQueue(this, 'Notifications', {
      consumerTimeoutSeconds: INTAKE_TIMEOUT_SECONDS,
      removalPolicy,
    });
    this.timers = new WorkQueue(this, 'Timers', { consumerTimeoutSeconds: TIMER_TIMEOUT_SECONDS, removalPolicy });
    this.bodies = new BodyBucket(this, 'Bodies', { removalPolicy });
    this.anchors = new AnchorBucket(this, 'Anchors', { retention: settings.anchors, removalPolicy });
    this.escalations = new EscalationTopic(this, 'Escalations', { removalPolicy });
    this.operatorTokens = new JsonSecret(this, 'OperatorTokens', {
      description: 'Tokens of operators: subject, role, token',
      removalPolicy,
      whyNotRotated: 'People and scripts hold these tokens; they are replaced by hand, one subject at a time.',
    });
    this.sourceSecrets = new JsonSecret(this, 'SourceSecrets', {
      description: 'What each alert source must present',
      removalPolicy,
      whyNotRotated: 'The other half lies in the sources; two values may be valid at a time while one is replaced.',
    });
    this.connections = new JsonSecret(this, 'Connections', {
      description: 'Connection strings of the databases that actions may reach',
      removalPolicy,
      whyNotRotated: 'The databases own these credentials and rotate them with their own means.',
    });
    this.wakes = new WorkQueue(this, 'Wakes', { consumerTimeoutSeconds: DELIVER_TIMEOUT_SECONDS, removalPolicy });
    this.integrations = new JsonSecret(this, 'Integrations', {
      description:
        'Credentials of the systems in which people follow incidents: jira, slack, teams, pagerduty, webhook',
      removalPolicy,
      whyNotRotated: 'The other half lies in those systems; they are replaced by hand.',
    });
    new Installation(this, 'Installation', {
      table: this.table,
      operatorTokens: this.operatorTokens,
      sourceSecrets: this.sourceSecrets,
      policy: JSON.stringify(settings.policy),
      logs,
    });

    const outputs = {
      TableName: this.table.table.tableName,
      QueueUrl: this.notifications.queue.queueUrl,
      DlqUrl: this.notifications.deadLetters.queueUrl,
      BodyBucketName: this.bodies.bucket.bucketName,
      AnchorBucketName: this.anchors.bucket.bucketName,
      OperatorTokensSecretArn: this.operatorTokens.arn,
      SourceSecretsSecretArn: this.sourceSecrets.arn,
      WakeQueueUrl: this.wakes.queue.queueUrl,
      WakeDlqUrl: this.wakes.deadLetters.queueUrl,
      IntegrationsSecretArn: this.integrations.arn,
      ConnectionsSecretArn: this.connections.arn,
      EscalationTopicArn: this.escalations.topic.topicArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
