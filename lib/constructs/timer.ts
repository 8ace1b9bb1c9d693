import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Env } from '../../functions/timer/env.ts';
import type { IncidentTable } from './incident-table.ts';
import type { ResponseWorkflow } from './response-workflow.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** The queue's visibility timeout is derived from it. */
export const TIMER_TIMEOUT_SECONDS = 20;

export interface TimerProps {
  readonly table: IncidentTable;
  readonly timers: WorkQueue;
  /** Runs a round of the watch over ourselves when one is due. */
  readonly keepWatch: ServiceFunction<object>;
  /** Its executions wait for people, and are answered when nobody did. */
  readonly workflow: ResponseWorkflow;
  readonly logs: LogSettings;
}

/** Fires timers when they are due: looks at the record and does what is left to do. */
export class Timer extends Construct {
  readonly timer: ServiceFunction<Env>;

  constructor(scope: Construct, id: string, props: TimerProps) {
    super(scope, id);
    const { table, timers, keepWatch, workflow, logs } = props;
    this.timer = new ServiceFunction<Env>(this, 'Timer', {
      name: 'timer',
      description:
        'Does what was set for later: ends questions that nobody answered, splits what a cause does not explain',
      timeoutSeconds: TIMER_TIMEOUT_SECONDS,
      environment: {
        TABLE_NAME: table.table.tableName,
        TIMER_QUEUE_URL: timers.queue.queueUrl,
        STATE_MACHINE_ARN: workflow.stateMachine.stateMachineArn,
        KEEP_WATCH_FUNCTION_ARN: keepWatch.lambda.functionArn,
      },
      logs,
    });
    table.grantRead(this.timer);
    table.grantPut(this.timer, 'INCIDENT', 'EPISODE', 'OPEN');
    table.grantDelete(this.timer, 'INCIDENT');
    workflow.grantStart(this.timer);
    timers.grantSend(this.timer);
    this.timer.allow(['lambda:InvokeFunction'], [keepWatch.lambda.functionArn]);
    workflow.grantAnswer(this.timer);
    this.timer.lambda.addEventSource(
      new SqsEventSource(timers.queue, { batchSize: 10, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
  }
}
