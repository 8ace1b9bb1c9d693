import { type IResource, LambdaIntegration } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { Env } from '../../functions/callbacks/env.ts';
import type { IncidentTable } from './incident-table.ts';
import type { JsonSecret } from './json-secret.ts';
import type { ResponseWorkflow } from './response-workflow.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface CallbacksProps {
  /** The root of the API, under which `/callbacks/{system}` is made. */
  readonly root: IResource;
  readonly table: IncidentTable;
  /** Whose executions wait for decisions. */
  readonly workflow: ResponseWorkflow;
  readonly timers: WorkQueue;
  readonly integrations: JsonSecret;
  readonly logs: LogSettings;
}

/** What people do where they work comes back here: buttons pressed in Slack, comments and closings in Jira. */
export class Callbacks extends Construct {
  readonly callbacks: ServiceFunction<Env>;

  constructor(scope: Construct, id: string, props: CallbacksProps) {
    super(scope, id);
    const { table, workflow, timers, integrations, logs } = props;
    this.callbacks = new ServiceFunction<Env>(this, 'Resource', {
      name: 'callbacks',
      description: 'Takes what people do in Slack and Jira, signed by them',
      // Slack waits for three seconds; a first call needs its processor for starting up.
      timeoutSeconds: 10,
      memoryMegabytes: 1024,
      environment: {
        TABLE_NAME: table.table.tableName,
        TIMER_QUEUE_URL: timers.queue.queueUrl,
        INTEGRATIONS_SECRET_ARN: integrations.arn,
      },
      logs,
    });
    table.grantRead(this.callbacks);
    table.grantPut(this.callbacks, 'INCIDENT', 'BRAKE');
    timers.grantSend(this.callbacks);
    workflow.grantAnswer(this.callbacks);
    integrations.grantRead(this.callbacks);
    props.root
      .addResource('callbacks')
      .addResource('{system}')
      .addMethod('ANY', new LambdaIntegration(this.callbacks.lambda, { scopePermissionToMethod: false }));
  }
}
