import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionPolicyFor } from '../../../functions/adapters/sts/session-policy.ts';
import type { JsonObject } from '../../../functions/core/domain/json.ts';
import { callOf, type OperationName } from '../../../functions/core/domain/operation.ts';
import { grantsOf } from '../../support/grants.ts';
import { someSettings, synthesized } from '../../support/synthesized.ts';

let response: Template;

beforeAll(() => {
  const { services } = someSettings().policy;
  const database = { automation: { document: 'Selfright-RestartDatabase' } };
  ({ response } = synthesized({ policy: { ...someSettings().policy, services: { ...services, database } } }));
});

const ON_ORDERS = (...actions: readonly string[]) => actions.map((action) => `sqs:${action} on orders`);

const MAY: Readonly<Record<string, readonly string[]>> = {
  Postgres: ['secretsmanager:GetSecretValue on connections'],
  Http: ['secretsmanager:GetSecretValue on connections'],
  Lambda: [
    'lambda:GetAlias on payments',
    'lambda:ListVersionsByFunction on payments',
    'lambda:UpdateAlias on payments',
  ],
  EventSource: [
    'lambda:ListEventSourceMappings on *',
    'lambda:UpdateEventSourceMapping on event source mappings fulfilment',
  ],
  Queue: ON_ORDERS('GetQueueUrl', 'ReceiveMessage', 'ChangeMessageVisibility', 'SendMessage', 'DeleteMessage'),
  Parameter: ['ssm:GetParameterHistory on parameters', 'ssm:PutParameter on parameters'],
  Ssm: [
    'ssm:DescribeDocument on documents',
    'ssm:StartAutomationExecution on documents',
    'ssm:StartAutomationExecution on definitions of documents',
    'ssm:GetAutomationExecution on executions of documents',
    'ssm:AddTagsToResource on executions of documents',
    'ssm:DescribeAutomationExecutions on *',
  ],
};

/** What an operation is asked to do in a plan, and whose role it is done in. */
const CALLS: readonly (readonly [OperationName, string, JsonObject])[] = [
  ['point-alias', 'Lambda', { functionName: 'storefront-payments', alias: 'live', version: '1', weights: {} }],
  ['switch-mapping', 'EventSource', { functionName: 'storefront-fulfilment', queue: 'orders', enabled: true }],
  ['move-messages', 'Queue', { from: 'orders', to: 'orders-dead', messages: ['a'] }],
  ['set-parameter', 'Parameter', { name: '/storefront/payments/acquirer', value: 'standby' }],
  ['run-document', 'Ssm', { document: 'Selfright-RestartDatabase', arguments: {} }],
];

const actionsOf = (grants: Iterable<string>): readonly string[] =>
  [...grants].map((grant) => grant.split(' on ')[0] ?? '');

describe('the role of a connector', () => {
  it.each(Object.entries(MAY))('of %s may do this and nothing else', (connector, allowed) => {
    expect([...grantsOf(response, `WorkflowConnectors${connector}`)].sort()).toEqual([...allowed].sort());
  });

  it('is taken on by the one Lambda that acts, and by nobody else', () => {
    const roles = Object.entries(response.findResources('AWS::IAM::Role')).filter(([id]) =>
      id.startsWith('WorkflowConnectors'),
    );

    expect(roles).toHaveLength(Object.keys(MAY).length);
    for (const [, { Properties }] of roles) {
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: { 'Fn::GetAtt': [expect.stringMatching(/^WorkflowActRole/), 'Arn'] } },
        },
      ]);
    }
  });

  it.each(CALLS)(
    'carries out %s in sessions that ask for nothing that the role of %s lacks',
    (operation, connector, parameters) => {
      const place = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };

      const { Statement } = sessionPolicyFor(callOf(operation, parameters), place);

      const granted = actionsOf(grantsOf(response, `WorkflowConnectors${connector}`));
      expect(granted).toEqual(expect.arrayContaining(Statement.flatMap(({ Action }) => Action)));
    },
  );
});
