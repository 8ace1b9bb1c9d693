import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Env as ActEnv } from '../../functions/act/env.ts';
import type { Env as AskEnv } from '../../functions/ask/env.ts';
import type { Env as CloseEnv } from '../../functions/close/env.ts';
import type { Env as DiagnoseEnv } from '../../functions/diagnose/env.ts';
import type { Env as EscalateEnv } from '../../functions/escalate/env.ts';
import type { Env as PlanEnv } from '../../functions/plan/env.ts';
import type { Env as VerifyEnv } from '../../functions/verify/env.ts';
import { argue } from './argue.ts';
import { ConnectorRoles } from './connector-roles.ts';
import type { EscalationTopic } from './escalation-topic.ts';
import type { IncidentTable } from './incident-table.ts';
import type { JsonSecret } from './json-secret.ts';
import type { WorkflowLambdas } from './response-workflow.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';
import { grantTargets, type Targets } from './target-grants.ts';
import type { WorkQueue } from './work-queue.ts';

/** Also how long an action's lease runs; the workflow's retries go on for longer, so that a crashed action is resumed. */
const ACT_TIMEOUT_SECONDS = 30;

export interface WorkflowFunctionsProps {
  readonly table: IncidentTable;
  readonly connections: JsonSecret;
  readonly escalations: EscalationTopic;
  /** Where the deadline of a question is set. */
  readonly timers: WorkQueue;
  /** Where Prometheus answers. */
  readonly prometheusUrl: string;
  /** What may be looked at and changed. */
  readonly targets: Targets;
  /** Names of the CloudFormation stacks in the policy, whose events may be read. */
  readonly stacks: readonly string[];
  readonly logs: LogSettings;
}

/** The Lambdas of the workflow, each allowed its own part of the record and no more of the world than its step needs. */
export class WorkflowFunctions extends Construct {
  readonly lambdas: WorkflowLambdas;

  constructor(scope: Construct, id: string, props: WorkflowFunctionsProps) {
    super(scope, id);
    const { table, connections, escalations, logs } = props;
    const TABLE_NAME = table.table.tableName;
    const PROMETHEUS_URL = props.prometheusUrl;
    const CONNECTIONS_SECRET_ARN = connections.arn;
    const ESCALATION_TOPIC_ARN = escalations.topic.topicArn;

    const diagnose = new ServiceFunction<DiagnoseEnv>(this, 'Diagnose', {
      name: 'diagnose',
      description: 'Finds the cause of an incident from evidence',
      timeoutSeconds: 30,
      environment: {
        TABLE_NAME,
        PROMETHEUS_URL,
        CONNECTIONS_SECRET_ARN,
        TIMER_QUEUE_URL: props.timers.queue.queueUrl,
      },
      logs,
    });
    const plan = new ServiceFunction<PlanEnv>(this, 'Plan', {
      name: 'plan',
      description: 'Chooses steps and targets and has the envelope judge them',
      timeoutSeconds: 30,
      environment: { TABLE_NAME, PROMETHEUS_URL, CONNECTIONS_SECRET_ARN },
      logs,
    });
    const ask = new ServiceFunction<AskEnv>(this, 'Ask', {
      name: 'ask',
      description: 'Asks people about a plan and has the execution wait for them',
      timeoutSeconds: 15,
      environment: { TABLE_NAME, TIMER_QUEUE_URL: props.timers.queue.queueUrl },
      logs,
    });
    const connectors = new ConnectorRoles(this, 'Connectors');
    const act = new ServiceFunction<ActEnv>(this, 'Act', {
      name: 'act',
      description: 'Runs one step of an allowed plan behind the gate',
      timeoutSeconds: ACT_TIMEOUT_SECONDS,
      environment: {
        TABLE_NAME,
        CONNECTIONS_SECRET_ARN,
        POSTGRES_ROLE_ARN: connectors.of.postgres.arn,
        LAMBDA_ROLE_ARN: connectors.of.lambda.arn,
        EVENT_SOURCE_ROLE_ARN: connectors.of['event-source'].arn,
        QUEUE_ROLE_ARN: connectors.of.queue.arn,
        HTTP_ROLE_ARN: connectors.of.http.arn,
        PARAMETER_ROLE_ARN: connectors.of.parameter.arn,
        SSM_ROLE_ARN: connectors.of.ssm.arn,
        LEASE_SECONDS: `${ACT_TIMEOUT_SECONDS}`,
      },
      logs,
    });
    const verify = new ServiceFunction<VerifyEnv>(this, 'Verify', {
      name: 'verify',
      description: 'Measures whether the service recovered',
      timeoutSeconds: 30,
      environment: { TABLE_NAME, PROMETHEUS_URL },
      logs,
    });
    const close = new ServiceFunction<CloseEnv>(this, 'Close', {
      name: 'close',
      description: 'Closes an incident with what was measured',
      timeoutSeconds: 15,
      environment: { TABLE_NAME },
      logs,
    });
    const escalate = new ServiceFunction<EscalateEnv>(this, 'Escalate', {
      name: 'escalate',
      description: 'Hands an incident to people with its reason and evidence',
      timeoutSeconds: 15,
      environment: { TABLE_NAME, ESCALATION_TOPIC_ARN },
      logs,
    });

    for (const lambda of [diagnose, plan, ask, act, verify, close, escalate]) {
      table.grantRead(lambda);
      table.grantPut(lambda, 'INCIDENT');
    }
    table.grantPut(act, 'LOCK', 'CAP');
    table.grantUpdate(act, 'INCIDENT');
    table.grantPut(ask, 'TOKEN');
    for (const lambda of [diagnose, ask]) props.timers.grantSend(lambda);
    for (const lambda of [close, escalate]) table.grantDelete(lambda, 'OPEN', 'LOCK');
    connectors.grantTakeOn(act);
    for (const one of [diagnose, plan, connectors.of.postgres, connectors.of.http]) connections.grantRead(one);
    escalations.grantPublish(escalate);

    grantTargets(props.targets, { diagnose, plan, connectors: connectors.of });

    const { releases, fed, queues } = props.targets;
    // Metrics know no resources; what is asked for is named by the policy.
    if (releases.length + fed.length + queues.length > 0) diagnose.allow(['cloudwatch:GetMetricData'], ['*']);

    for (const name of releases) {
      const log = Stack.of(this).formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: `/aws/lambda/${name}:*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
      diagnose.allow(['logs:FilterLogEvents'], [log]);
      argue(diagnose, {
        [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/lambda/${name}:*]`]:
          'The ARN of a log group ends in its streams; it is the log of one function that the policy names.',
      });
    }

    if (props.stacks.length > 0) {
      const stacks = props.stacks.map((stackName) =>
        Stack.of(this).formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${stackName}/*` }),
      );
      diagnose.allow(['cloudformation:DescribeStackEvents'], stacks);
      for (const stackName of props.stacks) {
        argue(diagnose, {
          [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/${stackName}/*]`]:
            'The ARN of a stack ends in an id that is not known before it is made.',
        });
      }
    }

    this.lambdas = {
      DiagnoseFunctionArn: diagnose,
      PlanFunctionArn: plan,
      AskFunctionArn: ask,
      ActFunctionArn: act,
      VerifyFunctionArn: verify,
      CloseFunctionArn: close,
      EscalateFunctionArn: escalate,
    };
  }
}
