import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDefinition } from '../../support/definition.ts';
import { theStacks } from '../../support/synthesized.ts';

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
