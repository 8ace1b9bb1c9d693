import { Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Env } from '../../functions/watch-executions/env.ts';
import { argue } from './argue.ts';
import type { EscalationTopic } from './escalation-topic.ts';
import type { IncidentTable } from './incident-table.ts';
import type { ResponseWorkflow } from './response-workflow.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';

export interface ExecutionWatchProps {
  readonly workflow: ResponseWorkflow;
  readonly table: IncidentTable;
  readonly escalations: EscalationTopic;
  readonly logs: LogSettings;
}

/** Escalates incidents whose execution ended otherwise than by itself: what a Catch inside the machine cannot see. */
export class ExecutionWatch extends Construct {
  /** Ends of executions that could not be taken in; an alarm watches it. */
  readonly undelivered: Queue;
  readonly watch: ServiceFunction<Env>;

  constructor(scope: Construct, id: string, props: ExecutionWatchProps) {
    super(scope, id);
    this.undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: props.logs.removalPolicy,
    });
    argue(this.undelivered, { 'AwsSolutions-SQS3': 'It is the end of the line itself; an alarm watches it.' });
    this.watch = new ServiceFunction<Env>(this, 'Watch', {
      name: 'watch-executions',
      description: 'Escalates incidents whose execution failed, timed out or was aborted',
      timeoutSeconds: 15,
      environment: {
        TABLE_NAME: props.table.table.tableName,
        ESCALATION_TOPIC_ARN: props.escalations.topic.topicArn,
      },
      logs: props.logs,
    });
    props.table.grantRead(this.watch);
    props.table.grantPut(this.watch, 'INCIDENT');
    props.table.grantDelete(this.watch, 'OPEN', 'LOCK');
    props.escalations.grantPublish(this.watch);
    this.watch.lambda.configureAsyncInvoke({
      onFailure: new SqsDestination(this.undelivered),
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
    });

    new Rule(this, 'Rule', {
      description: 'Executions of the response workflow that ended otherwise than by themselves',
      eventPattern: {
        source: ['aws.states'],
        account: [Stack.of(this).account],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [props.workflow.stateMachine.stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [
        new LambdaFunction(this.watch.lambda, { deadLetterQueue: this.undelivered, maxEventAge: Duration.hours(1) }),
      ],
    });
  }
}
