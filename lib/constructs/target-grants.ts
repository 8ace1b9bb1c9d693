import { ArnFormat, Stack } from 'aws-cdk-lib';
import { argue } from './argue.ts';
import type { ConnectorRole, ConnectorRoles } from './connector-roles.ts';
import type { ServiceFunction } from './service-function.ts';

/** By name, what the policy lets Lambdas look at and change. */
export interface Targets {
  /** Lambda functions whose releases may be read and whose aliases may be moved back. */
  readonly releases: readonly string[];
  /** Lambda functions that are fed from a queue, whose feed may be read and switched. */
  readonly fed: readonly string[];
  /** Parameters whose history may be read and which may be set. */
  readonly parameters: readonly string[];
  /** Queues between which messages may be moved. */
  readonly queues: readonly string[];
  /** Automation documents that may be run. */
  readonly documents: readonly string[];
}

/** Why it stands. */
const LISTS = 'Listing knows no resources.';

type Granted = Pick<ServiceFunction<object>, 'allow' | 'node'>;

/** Who looks at targets, and the roles in which they are changed. */
interface Grantees {
  readonly diagnose: Granted;
  readonly plan: Granted;
  readonly connectors: ConnectorRoles['of'];
}

/** Grants whoever diagnoses and plans what they look at, and each connector's role what it changes: by name, and nothing else. */
export const grantTargets = (targets: Targets, { diagnose, plan, connectors }: Grantees): void => {
  const readers = [diagnose, plan];
  const stack = Stack.of(connectors.lambda);
  const functionsOf = (names: readonly string[]): readonly string[] =>
    names.map((resourceName) =>
      stack.formatArn({
        service: 'lambda',
        resource: 'function',
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );

  if (targets.releases.length > 0) {
    const functions = functionsOf(targets.releases);
    const looks = ['lambda:GetAlias', 'lambda:ListVersionsByFunction'];
    for (const one of [...readers, connectors.lambda]) one.allow(looks, functions);
    connectors.lambda.allow(['lambda:UpdateAlias'], functions);
  }

  if (targets.parameters.length > 0) {
    const parameters = targets.parameters.map((name) =>
      stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.replace(/^\//, '') }),
    );
    for (const one of [...readers, connectors.parameter]) one.allow(['ssm:GetParameterHistory'], parameters);
    connectors.parameter.allow(['ssm:PutParameter'], parameters);
  }

  grantQueues(targets.queues, plan, connectors.queue);
  grantDocuments(targets.documents, plan, connectors.ssm);

  if (targets.fed.length > 0) {
    const mappings = [
      stack.formatArn({
        service: 'lambda',
        resource: 'event-source-mapping',
        resourceName: '*',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ];
    // Listing knows no resources; a mapping has no name of ours, so the function that it feeds bounds what may be changed.
    const connector = connectors['event-source'];
    for (const one of [...readers, connector]) one.allow(['lambda:ListEventSourceMappings'], ['*']);
    connector.allow(['lambda:UpdateEventSourceMapping'], mappings, {
      ArnEquals: { 'lambda:FunctionArn': functionsOf(targets.fed) },
    });
    argue(connector, {
      'AwsSolutions-IAM5[Resource::*]': LISTS,
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:event-source-mapping:*]':
        'A mapping is known by an id of its own; the condition bounds it by the function that it feeds.',
    });
  }
};

/** Looking through a queue is receiving from it and letting go again; moving also sends, and removes what was sent. */
const grantQueues = (names: readonly string[], plan: Granted, connector: ConnectorRole): void => {
  if (names.length === 0) return;
  const queues = names.map((resource) => Stack.of(connector).formatArn({ service: 'sqs', resource }));
  for (const one of [plan, connector])
    one.allow(['sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'], queues);
  connector.allow(['sqs:SendMessage', 'sqs:DeleteMessage'], queues);
};

/** A document runs with the role that it names itself; what is granted here is to start it and to look how it goes. */
const grantDocuments = (names: readonly string[], plan: Granted, connector: ConnectorRole): void => {
  if (names.length === 0) return;
  const stack = Stack.of(connector);
  const arnsOf = (resource: string, suffix = ''): readonly string[] =>
    names.map((name) => stack.formatArn({ service: 'ssm', resource, resourceName: `${name}${suffix}` }));
  const executions = stack.formatArn({ service: 'ssm', resource: 'automation-execution', resourceName: '*' });
  for (const one of [plan, connector]) one.allow(['ssm:DescribeDocument'], arnsOf('document'));
  connector.allow(['ssm:StartAutomationExecution'], [...arnsOf('document'), ...arnsOf('automation-definition', ':*')]);
  connector.allow(['ssm:GetAutomationExecution', 'ssm:AddTagsToResource'], [executions]);
  // Listing knows no resources.
  connector.allow(['ssm:DescribeAutomationExecutions'], ['*']);
  const arn = 'arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>';
  argue(connector, {
    'AwsSolutions-IAM5[Resource::*]': LISTS,
    [`AwsSolutions-IAM5[Resource::${arn}:automation-execution/*]`]: 'Executions have ids that are not known before.',
    ...Object.fromEntries(
      names.map((name) => [
        `AwsSolutions-IAM5[Resource::${arn}:automation-definition/${name}:*]`,
        'Which version of a document runs is what the plan rests on; the document is bounded by its name.',
      ]),
    ),
  });
};

/** What a policy names of targets. */
export const targetsIn = (services: Readonly<Record<string, ServiceTargets>>): Targets => {
  const all = Object.values(services);
  return {
    releases: all.flatMap(({ lambda }) => lambda?.functionName ?? []),
    fed: all.flatMap(({ eventSource }) => eventSource?.functionName ?? []),
    parameters: all.flatMap(({ parameter }) => parameter?.name ?? []),
    queues: all.flatMap(({ queue }) => (queue === undefined ? [] : [queue.name, queue.deadLetterName])),
    documents: all.flatMap(({ automation }) => automation?.document ?? []),
  };
};

/** As much of a service of the policy as is looked at here. */
export interface ServiceTargets {
  readonly lambda?: { readonly functionName: string } | undefined;
  readonly eventSource?: { readonly functionName: string } | undefined;
  readonly parameter?: { readonly name: string } | undefined;
  readonly queue?: { readonly name: string; readonly deadLetterName: string } | undefined;
  readonly automation?: { readonly document: string } | undefined;
}
