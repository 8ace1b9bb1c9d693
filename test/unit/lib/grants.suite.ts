import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { grantsOf } from '../../support/grants.ts';
import { synthesized, theStacks } from '../../support/synthesized.ts';

let stacks: ReturnType<typeof theStacks>;

beforeAll(() => {
  stacks = theStacks();
});

/** What every Lambda may do: write its own log, and report to X-Ray. */
const OF_ALL = [
  'logs:CreateLogStream on logs',
  'logs:PutLogEvents on logs',
  'xray:PutTelemetryRecords on *',
  'xray:PutTraceSegments on *',
];
const READS_THE_RECORD = [
  'dynamodb:BatchGetItem on table',
  'dynamodb:ConditionCheckItem on table',
  'dynamodb:GetItem on table',
  'dynamodb:Query on table',
  'dynamodb:Query on index',
];
const TELLS_PEOPLE = ['sns:Publish on topic', 'kms:Decrypt on topic key', 'kms:GenerateDataKey on topic key'];
/** Listing knows no resources. */
const READS_FEEDS = 'lambda:ListEventSourceMappings on *';
const READS_ROOM = 'lambda:GetFunctionConcurrency on payments';
const READS_PARAMETERS = 'ssm:GetParameterHistory on parameters';
const READS_RELEASES = ['lambda:GetAlias on payments', 'lambda:ListVersionsByFunction on payments'];
const READS_TARGETS = [READS_FEEDS, READS_ROOM, READS_PARAMETERS, ...READS_RELEASES];
const READS_ORDERS = ['sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'].map(
  (action) => `${action} on orders`,
);
const CONNECTS = 'secretsmanager:GetSecretValue on connections';
const WRITES_INCIDENTS = 'dynamodb:PutItem on table INCIDENT#*';
const FREES = 'dynamodb:DeleteItem on table OPEN#* LOCK#*';

const MAY: Readonly<Record<string, readonly string[]>> = {
  AlertIngressWebhook: [
    'dynamodb:GetItem on table POLICY QUARANTINE#*',
    'dynamodb:BatchGetItem on table POLICY QUARANTINE#*',
    'dynamodb:PutItem on table RECEIPT#* QUARANTINE#*',
    'dynamodb:UpdateItem on table QUARANTINE#*',
    's3:PutObject on bodies of notifications',
    's3:PutObject on bodies of quarantine',
    'sqs:SendMessage on queue',
    'secretsmanager:GetSecretValue on source secrets',
  ],
  AlertIngressIntake: [
    ...READS_THE_RECORD,
    'dynamodb:PutItem on table INCIDENT#* EPISODE#* OPEN#* RECEIPT#* HEARTBEAT HELD#*',
    'dynamodb:DeleteItem on table HELD#*',
    'dynamodb:UpdateItem on table FLAP#*',
    's3:GetObject on bodies of notifications',
    'states:StartExecution on workflow',
    'sqs:ChangeMessageVisibility on queue',
    'sqs:DeleteMessage on queue',
    'sqs:GetQueueAttributes on queue',
    'sqs:GetQueueUrl on queue',
    'sqs:ReceiveMessage on queue',
  ],
  AlarmIntakeTakeAlarms: [
    'dynamodb:GetItem on table POLICY QUARANTINE#*',
    'dynamodb:BatchGetItem on table POLICY QUARANTINE#*',
    'dynamodb:PutItem on table RECEIPT#* QUARANTINE#*',
    'dynamodb:UpdateItem on table QUARANTINE#*',
    's3:PutObject on bodies of notifications',
    's3:PutObject on bodies of quarantine',
    'sqs:SendMessage on queue',
    'sqs:GetQueueAttributes on undelivered',
    'sqs:GetQueueUrl on undelivered',
    'sqs:SendMessage on undelivered',
  ],
  WorkflowDiagnose: [
    ...READS_THE_RECORD,
    WRITES_INCIDENTS,
    CONNECTS,
    ...READS_TARGETS,
    'sqs:SendMessage on timers',
    'cloudformation:DescribeStackEvents on drill stack',
    'logs:FilterLogEvents on log of payments',
    // Metrics know no resources.
    'cloudwatch:GetMetricData on *',
  ],
  WorkflowPlan: [...READS_THE_RECORD, WRITES_INCIDENTS, CONNECTS, ...READS_TARGETS, ...READS_ORDERS],
  WorkflowAsk: [
    ...READS_THE_RECORD,
    WRITES_INCIDENTS,
    'dynamodb:PutItem on table TOKEN#*',
    'sqs:SendMessage on timers',
  ],
  WorkflowAct: [
    ...READS_THE_RECORD,
    WRITES_INCIDENTS,
    'dynamodb:PutItem on table LOCK#* CAP#*',
    'dynamodb:UpdateItem on table INCIDENT#*',
    /** What may be done to targets, only the roles of connectors may. */
    ...['postgres', 'lambda', 'event source', 'queue', 'http', 'parameter', 'ssm'].map(
      (connector) => `sts:AssumeRole on role of ${connector}`,
    ),
  ],
  WorkflowVerify: [...READS_THE_RECORD, WRITES_INCIDENTS],
  WorkflowClose: [...READS_THE_RECORD, WRITES_INCIDENTS, FREES],
  WorkflowEscalate: [...READS_THE_RECORD, WRITES_INCIDENTS, FREES, ...TELLS_PEOPLE],
  ExecutionWatch: [
    ...READS_THE_RECORD,
    WRITES_INCIDENTS,
    FREES,
    ...TELLS_PEOPLE,
    'sqs:GetQueueAttributes on undelivered',
    'sqs:GetQueueUrl on undelivered',
    'sqs:SendMessage on undelivered',
  ],
  TimersTimer: [
    ...READS_THE_RECORD,
    'dynamodb:PutItem on table INCIDENT#* EPISODE#* OPEN#*',
    'dynamodb:DeleteItem on table INCIDENT#*',
    'states:StartExecution on workflow',
    'sqs:SendMessage on timers',
    'lambda:InvokeFunction on keep-watch',
    'sqs:ChangeMessageVisibility on timers',
    'sqs:DeleteMessage on timers',
    'sqs:GetQueueAttributes on timers',
    'sqs:GetQueueUrl on timers',
    'sqs:ReceiveMessage on timers',
  ],
  OperatorApi: [
    ...READS_THE_RECORD,
    'dynamodb:PutItem on table INCIDENT#* EPISODE#* OPEN#* BRAKE WINDOW GRANT',
    FREES,
    'dynamodb:PutItem on table RECEIPT#* CHANGE#* AGENT#* INVESTIGATION#*',
    'dynamodb:UpdateItem on table QUARANTINE#* AGENT#*',
    's3:GetObject on bodies of quarantine',
    's3:PutObject on bodies of notifications',
    'sqs:SendMessage on queue',
    'sqs:GetQueueAttributes on queue',
    'sqs:SendMessage on timers',
    'states:StartExecution on workflow',
    'lambda:InvokeFunction on plan',
    'secretsmanager:GetSecretValue on operator tokens',
    ...TELLS_PEOPLE,
  ],
  /** Nothing at all: what it does, the operator API does, in the name of the caller's token. */
  AgentDoorsMcp: [],
  AgentDoorsAgents: [
    'dynamodb:GetItem on table TASK#* POLICY',
    'dynamodb:BatchGetItem on table TASK#* POLICY',
    'dynamodb:PutItem on table TASK#* PUSH#*',
    'dynamodb:Query on table PUSH#*',
    'dynamodb:DeleteItem on table PUSH#*',
    'dynamodb:Query on index TASKS#*',
  ],
  OperatorApiConsole: [],
  SelfWatchKeepWatch: [
    ...READS_THE_RECORD,
    'dynamodb:PutItem on table INCIDENT#* EPISODE#* OPEN#* RECEIPT#* NOTE HELD#* COUNTED#*',
    'dynamodb:DeleteItem on table OPEN#* LOCK#* HELD#*',
    'dynamodb:UpdateItem on table FLAP#* TALLY',
    'states:StartExecution on workflow',
    'states:DescribeExecution on executions',
    ...TELLS_PEOPLE,
    'sqs:GetQueueAttributes on dead letters',
    'sqs:ReceiveMessage on dead letters',
    'sqs:GetQueueAttributes on undelivered',
    'sqs:ReceiveMessage on undelivered',
    'sqs:GetQueueAttributes on timers dead letters',
    'sqs:ReceiveMessage on timers dead letters',
    'sqs:SendMessage on timers',
    'sqs:GetQueueAttributes on dead wakes',
    'sqs:ReceiveMessage on dead wakes',
    'sqs:SendMessage on wakes',
  ],
  OutboxDispatch: [
    'dynamodb:GetItem on table POLICY COUNTED#*',
    'dynamodb:BatchGetItem on table POLICY COUNTED#*',
    'dynamodb:Query on table INCIDENT#*',
    'dynamodb:UpdateItem on table DELIVERY#* TALLY',
    'dynamodb:PutItem on table COUNTED#*',
    'dynamodb:DescribeStream on stream',
    'dynamodb:GetRecords on stream',
    'dynamodb:GetShardIterator on stream',
    'dynamodb:ListStreams on stream',
    'sqs:SendMessage on wakes',
  ],
  OutboxDeliver: [
    ...READS_THE_RECORD,
    'dynamodb:UpdateItem on table DELIVERY#*',
    'dynamodb:PutItem on table DELIVERY#*',
    'secretsmanager:GetSecretValue on integrations',
    's3:PutObject on anchors',
    'sqs:SendMessage on wakes',
    'sqs:ChangeMessageVisibility on wakes',
    'sqs:DeleteMessage on wakes',
    'sqs:GetQueueAttributes on wakes',
    'sqs:GetQueueUrl on wakes',
    'sqs:ReceiveMessage on wakes',
  ],
  Callbacks: [
    ...READS_THE_RECORD,
    'dynamodb:PutItem on table INCIDENT#* BRAKE',
    'sqs:SendMessage on timers',
    'secretsmanager:GetSecretValue on integrations',
  ],
  SelfWatchDrill: [
    'dynamodb:GetItem on table POLICY RECEIPT#* NOTE',
    'dynamodb:BatchGetItem on table POLICY RECEIPT#* NOTE',
    'dynamodb:PutItem on table NOTE',
    'secretsmanager:GetSecretValue on source secrets',
  ],
};

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
