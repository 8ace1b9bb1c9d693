import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArnFormat, CfnElement, Stack } from 'aws-cdk-lib';
import { Effect, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { argue } from './argue.ts';
import type { LogSettings, ServiceFunction } from './service-function.ts';

const DEFINITION = join(import.meta.dirname, '..', '..', 'state-machines', 'incident-response.asl.json');

/** The Lambda behind each token of the definition. */
export interface WorkflowLambdas {
  readonly DiagnoseFunctionArn: ServiceFunction<object>;
  readonly PlanFunctionArn: ServiceFunction<object>;
  readonly AskFunctionArn: ServiceFunction<object>;
  readonly ActFunctionArn: ServiceFunction<object>;
  readonly VerifyFunctionArn: ServiceFunction<object>;
  readonly CloseFunctionArn: ServiceFunction<object>;
  readonly EscalateFunctionArn: ServiceFunction<object>;
}

export interface ResponseWorkflowProps {
  readonly lambdas: WorkflowLambdas;
  readonly logs: LogSettings;
}

/** The state machine of `state-machines/incident-response.asl.json`, bound to its Lambdas. */
export class ResponseWorkflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: ResponseWorkflowProps) {
    super(scope, id);
    const arns = Object.entries(props.lambdas).map(([token, { lambda }]) => [token, lambda.functionArn] as const);
    this.stateMachine = new StateMachine(this, 'Resource', {
      definitionBody: DefinitionBody.fromString(readFileSync(DEFINITION, 'utf8')),
      definitionSubstitutions: Object.fromEntries(arns),
      logs: {
        destination: new LogGroup(this, 'Logs', {
          retention: props.logs.retention,
          removalPolicy: props.logs.removalPolicy,
        }),
        level: LogLevel.ALL,
        // What went through the states is in the record; a log is read by more people than the record.
        includeExecutionData: false,
      },
      tracingEnabled: true,
    });
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['lambda:InvokeFunction'],
        resources: arns.map(([, arn]) => arn),
      }),
    );
    argue(this.stateMachine.role, {
      'AwsSolutions-IAM5[Resource::*]':
        'The delivery of logs of Step Functions and X-Ray know no resources: these actions can only be granted on *.',
    });
  }

  /** May look how its executions stand. */
  grantLook(to: ServiceFunction<object>): void {
    const { node, stateMachineName } = this.stateMachine;
    const arn = { service: 'states', resource: 'execution', arnFormat: ArnFormat.COLON_RESOURCE_NAME };
    const stack = Stack.of(this);
    to.allow(['states:DescribeExecution'], [stack.formatArn({ ...arn, resourceName: `${stateMachineName}:*` })]);
    const id = node.defaultChild instanceof CfnElement ? stack.getLogicalId(node.defaultChild) : '';
    argue(to, {
      [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${id}.Name>:*]`]:
        'Executions are named by incidents that are not known before.',
    });
  }

  /**
   * May answer executions that wait for people. A policy of its own, since the machine itself needs the Lambda that asks,
   * which then cannot wait for the machine.
   */
  grantAnswer(to: ServiceFunction<object>): void {
    const policy = new Policy(to, 'Answers', {
      statements: [
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['states:SendTaskSuccess'],
          resources: [this.stateMachine.stateMachineArn],
        }),
      ],
    });
    if (to.lambda.role === undefined) throw new Error(`${to.node.path} has no role`);
    policy.attachToRole(to.lambda.role);
  }

  /** May start executions. */
  grantStart(to: ServiceFunction<object>): void {
    to.allow(['states:StartExecution'], [this.stateMachine.stateMachineArn]);
  }
}
