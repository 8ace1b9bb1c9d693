/** What every Lambda may do: write its own log, and report to X-Ray. */
export const OF_ALL = [
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

/** What each Lambda of the response stack may do beside that, by the beginning of its role's id. */
export const MAY: Readonly<Record<string, readonly string[]>> = {
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
