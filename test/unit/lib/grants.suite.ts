import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { grantsOf } from '../../support/grants.ts';
import { synthesized, theStacks } from '../../support/synthesized.ts';
import { MAY, OF_ALL } from './allowed.ts';

let stacks: ReturnType<typeof theStacks>;

beforeAll(() => {
  stacks = theStacks();
});

describe('a Lambda of the response stack', () => {
  it.each(Object.entries(MAY))('%s may do this and nothing else', (role, allowed) => {
    const granted = grantsOf(stacks.response, role);

    expect([...granted].sort()).toEqual([...OF_ALL, ...allowed].sort());
  });

  it('may answer the SNS topics that it is told of, and no other', () => {
    const topic = 'arn:aws:sns:eu-central-1:111122223333:alarms';
    const { response } = synthesized({ cloudwatchTopics: [topic] });

    const granted = [...grantsOf(response, 'AlertIngressWebhook')];

    expect(granted).toContain(`sns:ConfirmSubscription on "${topic}"`);
    response.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CLOUDWATCH_TOPIC_ARNS: topic }) },
    });
  });

  it('is in this list', () => {
    const roles = rolesOfLambdas(stacks.response);

    expect(roles).toHaveLength(Object.keys(MAY).length);
  });
});

describe('a Lambda of the other stacks', () => {
  it('installs the policy and fills secrets, and cannot touch an incident', () => {
    const granted = grantsOf(stacks.state, 'InstallationInstall');

    expect([...granted].sort()).toEqual(
      [
        ...OF_ALL,
        'dynamodb:PutItem on table POLICY',
        'secretsmanager:GetSecretValue on operator tokens',
        'secretsmanager:GetSecretValue on source secrets',
        'secretsmanager:PutSecretValue on operator tokens',
        'secretsmanager:PutSecretValue on source secrets',
      ].sort(),
    );
  });

  it('posts alerts of a drill like any source', () => {
    const granted = grantsOf(stacks.drill, 'Trigger');

    expect([...granted].sort()).toEqual([...OF_ALL, 'secretsmanager:GetSecretValue on source secrets'].sort());
  });

  it('authorises payments with no grant at all', () => {
    const granted = grantsOf(stacks.drill, 'Payments');

    expect([...granted].sort()).toEqual([...OF_ALL].sort());
  });
});

describe('an execution that waits for people', () => {
  it('is answered by the Lambda that asks, the API, what comes back from Slack, the timer and the watch, and by no other', () => {
    const answering = Object.entries(stacks.response.findResources('AWS::IAM::Policy')).filter(([, policy]) =>
      JSON.stringify(policy).includes('states:SendTaskSuccess'),
    );

    expect(answering.map(([id]) => id.replace(/Answers[0-9A-F]{8}$/, '')).sort()).toEqual([
      'Callbacks',
      'OperatorApi',
      'SelfWatchKeepWatch',
      'TimersTimer',
      'WorkflowAsk',
    ]);
    for (const [, policy] of answering) {
      expect(JSON.stringify(policy['Properties'].PolicyDocument.Statement)).toMatch(
        /^\[\{"Action":"states:SendTaskSuccess","Effect":"Allow","Resource":\{"Ref":"IncidentResponse\w+"\}\}\]$/,
      );
    }
  });
});

describe('the state machine', () => {
  it('may invoke its seven Lambdas, and asks for * only where logs and X-Ray know nothing else', () => {
    const granted = [...grantsOf(stacks.response, 'IncidentResponse')];

    expect(granted.filter((grant) => grant.startsWith('lambda:InvokeFunction'))).toHaveLength(7);
    expect(granted.filter((grant) => !/^(lambda:InvokeFunction|logs:\w+ on \*|xray:\w+ on \*)/.test(grant))).toEqual(
      [],
    );
  });
});

const rolesOfLambdas = (template: Template): readonly string[] =>
  Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) =>
    JSON.stringify(Properties.Role),
  );
