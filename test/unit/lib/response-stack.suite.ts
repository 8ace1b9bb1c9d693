import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { COUNTED } from '../../../functions/core/domain/tally/metrics.ts';
import { readDefinition } from '../../support/definition.ts';
import { synthesized, theStacks } from '../../support/synthesized.ts';

let response: Template;
let all: readonly Template[];

beforeAll(() => {
  const { state, drill, ...rest } = theStacks();
  response = rest.response;
  all = [state, response, drill];
});

describe('every Lambda', () => {
  it('runs on Node 24, is traced, and is stopped within half a minute', () => {
    const lambdas = all.flatMap((template) => Object.values(template.findResources('AWS::Lambda::Function')));

    expect(lambdas).toHaveLength(25);
    for (const { Properties } of lambdas) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', TracingConfig: { Mode: 'Active' } });
      expect(Properties.Timeout).toBeLessThanOrEqual(30);
      expect(Properties.LoggingConfig.LogGroup).toBeDefined();
    }
  });

  it('has logs that are forgotten some day', () => {
    for (const template of all) template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });
});

describe('the workflow', () => {
  const machine = () => Object.values(response.findResources('AWS::StepFunctions::StateMachine'))[0]?.['Properties'];

  it('is the file as it stands, with every token bound to a Lambda and no binding too many', () => {
    const text: string = machine().DefinitionString;
    const tokens = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, token]) => token);

    expect(JSON.parse(text)).toEqual(readDefinition());
    expect(new Set(Object.keys(machine().DefinitionSubstitutions))).toEqual(new Set(tokens));
  });

  it('waits longer for each Lambda than that Lambda may take', () => {
    const lambdas = response.findResources('AWS::Lambda::Function');

    const waits = Object.values(readDefinition().States).flatMap(({ Arguments, TimeoutSeconds }) => {
      const token = /\$\{(\w+)\}/.exec(Arguments?.FunctionName ?? '')?.[1];
      const lambda = token && lambdas[machine().DefinitionSubstitutions[token]['Fn::GetAtt'][0]];
      return lambda ? [Number(TimeoutSeconds) - lambda['Properties'].Timeout] : [];
    });

    expect(waits).toHaveLength(9);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(10);
  });

  it('is traced and logs what happened, never what went through it', () => {
    expect(machine().TracingConfiguration).toEqual({ Enabled: true });
    expect(machine().LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
  });

  it('is watched for executions that end otherwise than by themselves', () => {
    response.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [{ Ref: Match.stringLikeRegexp('^IncidentResponse') }],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });
});

describe('the watch over ourselves', () => {
  it('runs each minute, and a round that failed is not repeated: the next one finds the same', () => {
    const rules = Object.values(response.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties);
    const schedules = rules.filter(({ ScheduleExpression }) => ScheduleExpression !== undefined);

    expect(schedules.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual(['rate(1 minute)', 'rate(1 minute)']);
    expect(schedules.flatMap(({ Targets }) => Targets)).toMatchObject([
      { RetryPolicy: { MaximumRetryAttempts: 0 } },
      { RetryPolicy: { MaximumRetryAttempts: 0 } },
    ]);
  });

  it('looks at every queue in which something lies only when it could not be taken in', () => {
    const dead = Object.values(response.findResources('AWS::Lambda::Function'))
      .map(({ Properties }) => Properties.Environment?.Variables?.DEAD_LETTER_QUEUES)
      .find((queues) => queues !== undefined);

    expect(JSON.stringify(dead)).toMatch(/notifications=.*DeadLetters.*executions=.*Undelivered.*timers=.*DeadLetters/);
  });
});

describe('the intake', () => {
  it('takes batches of ten and gives back only the records that failed', () => {
    response.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('is told how often a record is tried, as the queue has it', () => {
    response.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ MAX_RECEIVES: '4' }) },
    });
  });
});

describe('CloudWatch alarms without HTTP', () => {
  const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:shop-alarms';
  const undelivered = { 'Fn::GetAtt': [Match.stringLikeRegexp('^AlarmIntakeUndelivered'), 'Arn'] };

  it('are taken from the topics that are named, and what does not arrive is kept', () => {
    response.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'lambda',
      TopicArn: TOPIC,
      RedrivePolicy: { deadLetterTargetArn: undelivered },
    });
    response.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^AlarmIntakeTakeAlarms') },
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: undelivered } },
    });
  });

  it('are taken from EventBridge when that is asked for, all but our own', () => {
    const pattern = {
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      detail: { alarmName: [{ 'anything-but': { prefix: 'SelfrightResponse-' } }] },
    };
    const rule = {
      EventPattern: Match.objectLike(pattern),
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: undelivered } })],
    };

    response.hasResourceProperties('AWS::Events::Rule', rule);
    synthesized({ alarmEvents: false }).response.resourcePropertiesCountIs('AWS::Events::Rule', rule, 0);
  });

  it('come from nobody but these topics, this rule and alarms of this account', () => {
    const invoking = Object.values(response.findResources('AWS::Lambda::Permission')).filter(({ Properties }) =>
      JSON.stringify(Properties.FunctionName).includes('AlarmIntake'),
    );

    const principals = invoking.map(({ Properties }) => Properties.Principal).sort();
    expect(principals).toEqual(['events.amazonaws.com', 'lambda.alarms.cloudwatch.amazonaws.com', 'sns.amazonaws.com']);
    for (const { Properties } of invoking) expect(Properties.SourceArn).toBeDefined();
  });
});

describe('the dashboard of ourselves', () => {
  const body = (): string => {
    const [dashboard] = Object.values(response.findResources('AWS::CloudWatch::Dashboard'));
    return JSON.stringify(dashboard?.['Properties'].DashboardBody);
  };

  it('shows every alarm', () => {
    const alarms = Object.keys(response.findResources('AWS::CloudWatch::Alarm'));

    expect(alarms.length).toBeGreaterThan(10);
    for (const alarm of alarms) expect(body()).toContain(alarm);
  });

  it('asks only for numbers that we publish', () => {
    const names = [...body().matchAll(/\\"Selfright\\",\\"(\w+)\\"/g)].map(([, name = '']) => name);

    const published = [
      'drill_latency_seconds',
      'alerts_missed_total',
      'executions_lost_total',
      ...Object.keys(COUNTED),
    ];
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(published).toContain(name);
  });
});

describe('the API', () => {
  it('has these routes', () => {
    const resources = response.findResources('AWS::ApiGateway::Resource');
    const pathOf = (id: string | undefined): string => {
      const properties = id === undefined ? undefined : resources[id]?.['Properties'];
      return properties === undefined ? '' : `${pathOf(properties.ParentId.Ref)}/${properties.PathPart}`;
    };

    const routes = Object.values(response.findResources('AWS::ApiGateway::Method')).map(
      ({ Properties }) => `${Properties.HttpMethod} ${pathOf(Properties.ResourceId.Ref)}`,
    );

    expect(routes.sort()).toEqual([
      'ANY /agents/{proxy+}',
      'ANY /alerts/{source}',
      'ANY /brake',
      'ANY /brake/{service}',
      'ANY /callbacks/{system}',
      'ANY /changes',
      'ANY /grants',
      'ANY /grants/{id}',
      'ANY /health',
      'ANY /incidents',
      'ANY /incidents/{id}',
      'ANY /incidents/{id}/ack',
      'ANY /incidents/{id}/approvals',
      'ANY /incidents/{id}/audit',
      'ANY /incidents/{id}/close',
      'ANY /incidents/{id}/escalate',
      'ANY /incidents/{id}/investigations',
      'ANY /incidents/{id}/notes',
      'ANY /incidents/{id}/plan',
      'ANY /incidents/{id}/postmortem',
      'ANY /incidents/{id}/proposals',
      'ANY /incidents/{id}/series',
      'ANY /incidents/{id}/undo',
      'ANY /incidents/{id}/why',
      'ANY /investigator',
      'ANY /locks',
      'ANY /locks/{target+}',
      'ANY /mcp',
      'ANY /me',
      'ANY /measurements',
      'ANY /metrics',
      'ANY /pipeline',
      'ANY /quarantine',
      'ANY /quarantine/{id}',
      'ANY /quarantine/{id}/replay',
      'ANY /receipts',
      'ANY /receipts/{id}',
      'ANY /runbooks',
      'ANY /topology',
      'ANY /windows',
      'ANY /windows/{id}/end',
      'GET /.well-known/agent-card.json',
      'GET /console',
      'GET /console/{proxy+}',
    ]);
  });

  it('logs each request, and no body', () => {
    response.hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'v1',
      AccessLogSetting: { DestinationArn: Match.anyValue(), Format: Match.not(Match.stringLikeRegexp('body|header')) },
      MethodSettings: [Match.objectLike({ LoggingLevel: 'ERROR', DataTraceEnabled: false })],
      TracingEnabled: true,
    });
  });

  it.each(['THROTTLED', 'QUOTA_EXCEEDED'])('answers %s with 503, since senders do not try again after 429', (kind) => {
    response.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: kind,
      StatusCode: '503',
      ResponseParameters: Match.objectLike({ 'gatewayresponse.header.Retry-After': "'5'" }),
    });
  });

  it('says each problem of its own as the Lambdas do', () => {
    const answers = Object.values(response.findResources('AWS::ApiGateway::GatewayResponse'));

    expect(answers.length).toBeGreaterThan(10);
    for (const { Properties } of answers) {
      const body = JSON.parse(Properties.ResponseTemplates['application/json']);
      expect(Properties.ResponseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'");
      expect(body).toMatchObject({ status: Number(Properties.StatusCode), errors: [] });
    }
  });
});

describe('alarms', () => {
  it('tell people about everything of ours that is wrong', () => {
    const alarms = Object.values(response.findResources('AWS::CloudWatch::Alarm'));

    expect(alarms.map(({ Properties }) => Properties.MetricName).sort()).toEqual([
      '5XXError',
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'Errors',
      'Errors',
      'Errors',
      'ExecutionsAborted',
      'ExecutionsFailed',
      'ExecutionsTimedOut',
      'Invocations',
      'drill_latency_seconds',
    ]);
    response.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [{ 'Fn::ImportValue': Match.stringLikeRegexp('Escalations') }],
    });
  });

  it('take silence for health, but for the watch and its drill: those must be heard', () => {
    const alarms = Object.values(response.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);

    const loud = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');

    expect(loud).toMatchObject([
      { MetricName: 'Invocations', Threshold: 1, ComparisonOperator: 'LessThanThreshold', Period: 300 },
      { MetricName: 'drill_latency_seconds', Namespace: 'Selfright', Threshold: 60, Period: 900 },
    ]);
    expect(alarms.filter(({ TreatMissingData }) => TreatMissingData === 'notBreaching')).toHaveLength(
      alarms.length - 2,
    );
  });
});

describe('the outputs', () => {
  it('are what the deploy script reads', () => {
    const outputs = Object.keys(response.findOutputs('*')).filter((name) => !name.startsWith('Exports'));

    expect(outputs).toEqual(['RestApiId', 'ApiUrl', 'AlarmFunctionArn', 'StateMachineArn']);
  });

  it("show AWS's address of the API, unless it is elsewhere", () => {
    const elsewhere = synthesized({ apiAddressOf: (id) => `http://gateway.test/${id}` }).response;

    expect(JSON.stringify(response.findOutputs('ApiUrl'))).toContain('.execute-api.');
    expect(JSON.stringify(elsewhere.findOutputs('ApiUrl'))).toContain('http://gateway.test/');
  });
});
