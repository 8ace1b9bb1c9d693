import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { COUNTED } from '../../../functions/core/domain/tally/metrics.ts';
import { synthesized, theStacks } from '../../support/synthesized.ts';

let response: Template;

beforeAll(() => {
  response = theStacks().response;
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
