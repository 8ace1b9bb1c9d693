import { type IResource, LambdaIntegration } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { Env as ApiEnv } from '../../functions/api/env.ts';
import type { Env as ConsoleEnv } from '../../functions/console/env.ts';
import type { PolicyFacts } from '../settings.ts';
import type { BodyBucket } from './body-bucket.ts';
import type { EscalationTopic } from './escalation-topic.ts';
import type { IncidentTable } from './incident-table.ts';
import type { JsonSecret } from './json-secret.ts';
import type { NotificationQueue } from './notification-queue.ts';
import type { ResponseWorkflow } from './response-workflow.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface OperatorApiProps {
  /** The root of the API, under which the routes are made. */
  readonly root: IResource;
  readonly table: IncidentTable;
  /** Takes what is replayed from the quarantine. */
  readonly queue: NotificationQueue;
  readonly bodies: BodyBucket;
  /** Where people are told when one of them hands an incident over. */
  readonly escalations: EscalationTopic;
  /** Plans, for dry runs. */
  readonly plan: ServiceFunction<object>;
  /** Whose waiting executions are answered, and which undoes what people ask for. */
  readonly workflow: ResponseWorkflow;
  readonly timers: WorkQueue;
  readonly operatorTokens: JsonSecret;
  /** Where Prometheus answers. */
  readonly prometheusUrl: string;
  /** Where people sign in. */
  readonly signIn: PolicyFacts['signIn'];
  readonly logs: LogSettings;
}

/** What the api Lambda answers; a method that a route does not have is its 405, so each route takes any. */
const ROUTES = [
  ['health'],
  ['me'],
  ['overview'],
  ['autonomy'],
  ['pipeline'],
  ['metrics'],
  ['runbooks'],
  ['topology'],
  ['investigator'],
  ['measurements'],
  ['receipts'],
  ['receipts', '{id}'],
  ['quarantine'],
  ['quarantine', '{id}'],
  ['quarantine', '{id}', 'replay'],
  ['incidents'],
  ['incidents', '{id}'],
  ['incidents', '{id}', 'close'],
  ['incidents', '{id}', 'ack'],
  ['incidents', '{id}', 'approvals'],
  ['incidents', '{id}', 'why'],
  ['incidents', '{id}', 'notes'],
  ['incidents', '{id}', 'escalate'],
  ['incidents', '{id}', 'undo'],
  ['incidents', '{id}', 'plan'],
  ['incidents', '{id}', 'proposals'],
  ['incidents', '{id}', 'audit'],
  ['incidents', '{id}', 'series'],
  ['incidents', '{id}', 'investigate'],
  ['incidents', '{id}', 'investigations'],
  ['incidents', '{id}', 'postmortem'],
  ['changes'],
  ['windows'],
  ['windows', '{id}', 'end'],
  ['grants'],
  ['grants', '{id}'],
  ['locks'],
  ['locks', '{target+}'],
  ['brake'],
  ['brake', '{service}'],
] as const;

/** The read side, the brake, and the console's static page. */
export class OperatorApi extends Construct {
  readonly api: ServiceFunction<ApiEnv>;
  readonly console: ServiceFunction<ConsoleEnv>;

  constructor(scope: Construct, id: string, props: OperatorApiProps) {
    super(scope, id);
    const { table, bodies, operatorTokens, logs, root } = props;
    const { queue } = props.queue;

    this.api = new ServiceFunction<ApiEnv>(this, 'Api', {
      name: 'api',
      description: 'Answers operators: incidents, receipts, the quarantine, the brake',
      timeoutSeconds: 15,
      environment: {
        TABLE_NAME: table.table.tableName,
        OPERATOR_TOKENS_ARN: operatorTokens.arn,
        QUEUE_URL: queue.queueUrl,
        TIMER_QUEUE_URL: props.timers.queue.queueUrl,
        BODY_BUCKET: bodies.bucket.bucketName,
        ESCALATION_TOPIC_ARN: props.escalations.topic.topicArn,
        STATE_MACHINE_ARN: props.workflow.stateMachine.stateMachineArn,
        PLAN_FUNCTION_ARN: props.plan.lambda.functionArn,
        PROMETHEUS_URL: props.prometheusUrl,
      },
      logs,
    });
    table.grantRead(this.api);
    table.grantPut(this.api, 'INCIDENT', 'EPISODE', 'OPEN', 'BRAKE', 'WINDOW', 'GRANT');
    table.grantDelete(this.api, 'OPEN', 'LOCK');
    table.grantPut(this.api, 'RECEIPT', 'CHANGE', 'AGENT', 'INVESTIGATION');
    table.grantUpdate(this.api, 'QUARANTINE', 'AGENT');
    bodies.grantRead(this.api, 'quarantine');
    bodies.grantPut(this.api, 'notifications');
    this.api.allow(['sqs:SendMessage', 'sqs:GetQueueAttributes'], [queue.queueArn]);
    props.timers.grantSend(this.api);
    props.workflow.grantAnswer(this.api);
    props.workflow.grantStart(this.api);
    this.api.allow(['lambda:InvokeFunction'], [props.plan.lambda.functionArn]);
    operatorTokens.grantRead(this.api);
    props.escalations.grantPublish(this.api);
    const answer = new LambdaIntegration(this.api.lambda, { scopePermissionToMethod: false });
    for (const route of ROUTES) at(root, route).addMethod('ANY', answer);

    this.console = new ServiceFunction<ConsoleEnv>(this, 'Console', {
      name: 'console',
      description: 'Serves the static page of the incident console',
      timeoutSeconds: 5,
      environment: { SIGN_IN: JSON.stringify(toldOf(props.signIn)) },
      logs,
    });
    const page = new LambdaIntegration(this.console.lambda, { scopePermissionToMethod: false });
    at(root, ['console']).addMethod('GET', page);
    at(root, ['console', '{proxy+}']).addMethod('GET', page);
  }
}

/** What the page may know: whom it may let in is no business of its. */
const toldOf = ({ oidc }: PolicyFacts['signIn']): PolicyFacts['signIn'] => {
  if (oidc === undefined) return {};
  const { issuer, clientId, scopes, token, origins } = oidc;
  return { oidc: { issuer, clientId, scopes, token, origins } };
};

const at = (root: IResource, route: readonly string[]): IResource =>
  route.reduce((parent, part) => parent.getResource(part) ?? parent.addResource(part), root);
