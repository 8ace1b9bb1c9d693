import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { emulated } from './emulated.ts';
import { until } from './until.ts';

const DEFINITION = join(import.meta.dirname, '..', '..', 'state-machines', 'incident-response.asl.json');

/** What each state's Lambda answers; `crash` throws, `mute` answers nothing, an array is one answer per step or look (the last one repeats). */
export interface Script {
  readonly diagnose?: string | readonly string[];
  /** One answer per round. */
  readonly plan?: string | readonly string[];
  readonly steps?: number;
  /** What people decide; the execution that waits for it is told so under its token. */
  readonly ask?: string;
  readonly act?: readonly string[];
  readonly verify?: readonly string[];
  /** Instead of `verify`: one verdict per round. */
  readonly tries?: readonly string[];
  readonly rollBack?: string;
  readonly close?: string;
  readonly escalate?: string;
}

/** What an execution did. */
export interface Run {
  readonly status: string;
  /** Every state that was entered, in order. */
  readonly entered: readonly string[];
  /** What the last state was given. */
  readonly lastInput: unknown;
  readonly output: unknown;
  /** The longest payload between two states, in bytes. */
  readonly longestPayload: number;
}

const PARTS = ['diagnose', 'plan', 'ask', 'act', 'verify', 'close', 'escalate'] as const;

/** One Lambda plays every part: its environment tells which, and the incident's id is the script, so it keeps no memory. */
const PLAYER = `
const tell = (taskToken, outcome) => fetch(process.env.AWS_ENDPOINT_URL, {
  method: 'POST',
  headers: {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'AWSStepFunctions.SendTaskSuccess',
    authorization: 'AWS4-HMAC-SHA256 Credential=test/20260302/us-east-1/states/aws4_request, SignedHeaders=host, Signature=0',
  },
  body: JSON.stringify({ taskToken, output: JSON.stringify({ outcome }) }),
});
exports.handler = async (event) => {
  const part = process.env.PART;
  const script = JSON.parse(Buffer.from(event.incidentId, 'base64url').toString());
  const scene = event.rollBack ? 'rollBack' : part === 'verify' && script.tries ? 'tries' : part;
  const lines = [script[scene] ?? []].flat();
  const turn = scene === 'act' ? event.step : scene === 'verify' ? event.looks : part === 'diagnose' ? Math.max(event.waits, event.rounds) : event.rounds;
  const line = lines[Math.min(turn ?? 0, lines.length - 1)];
  console.log(part, line);
  if (line === 'mute') return {};
  if (line === 'crash') throw new Error('this part forgot its line');
  if (event.taskToken !== undefined) return void (await tell(event.taskToken, line));
  return { outcome: line, steps: script.steps ?? 1, settleSeconds: 0, waitSeconds: 0, looks: 0 };
};`;

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

const template = () => ({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] },
            },
          ],
        },
      },
    },
    ...Object.fromEntries(
      PARTS.map((part) => [
        capital(part),
        {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Runtime: 'nodejs24.x',
            Handler: 'index.handler',
            Code: { ZipFile: PLAYER },
            Environment: { Variables: { PART: part } },
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Timeout: 10,
          },
        },
      ]),
    ),
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        DefinitionString: readFileSync(DEFINITION, 'utf8'),
        DefinitionSubstitutions: Object.fromEntries(
          PARTS.map((part) => [`${capital(part)}FunctionArn`, { 'Fn::GetAtt': [capital(part), 'Arn'] }]),
        ),
      },
    },
  },
  Outputs: { MachineArn: { Value: { Ref: 'Machine' } } },
});

/** Deploys the real definition with the scripted Lambda behind it. */
export const deployScriptedWorkflow = async (stackName: string) => {
  const formation = new CloudFormationClient(emulated());
  const functions = new SFNClient(emulated());
  await formation.send(
    new CreateStackCommand({
      StackName: stackName,
      TemplateBody: JSON.stringify(template()),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  const stateMachineArn = await until('the scripted workflow is deployed', 30, async () => {
    const { Stacks } = await formation.send(new DescribeStacksCommand({ StackName: stackName }));
    const stack = Stacks?.[0];
    if (stack?.StackStatus?.endsWith('_IN_PROGRESS')) return undefined;
    if (stack?.StackStatus !== 'CREATE_COMPLETE') throw new Error(`${stack?.StackStatus}: ${stack?.StackStatusReason}`);
    return stack.Outputs?.find(({ OutputKey }) => OutputKey === 'MachineArn')?.OutputValue;
  });

  return {
    /** Plays a script from start to end. */
    play: async (script: Script, more: { readonly undo?: true } = {}): Promise<Run> => {
      const incidentId = Buffer.from(JSON.stringify(script)).toString('base64url');
      const { executionArn } = await functions.send(
        new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ incidentId, attempt: 1, ...more }) }),
      );
      const ended = await until('the execution ends', 50, async () => {
        const execution = await functions.send(new DescribeExecutionCommand({ executionArn }));
        return execution.status === 'RUNNING' ? undefined : execution;
      });
      const entries = (await historyOf(functions, executionArn)).flatMap(
        ({ stateEnteredEventDetails }) => stateEnteredEventDetails ?? [],
      );
      return {
        status: ended.status ?? 'UNKNOWN',
        entered: entries.map(({ name }) => name ?? ''),
        lastInput: JSON.parse(entries.at(-1)?.input ?? 'null'),
        output: JSON.parse(ended.output ?? 'null'),
        longestPayload: Math.max(...entries.map(({ input }) => Buffer.byteLength(input ?? ''))),
      };
    },
    destroy: async () => {
      await formation.send(new DeleteStackCommand({ StackName: stackName }));
      formation.destroy();
      functions.destroy();
    },
  };
};

const historyOf = async (client: SFNClient, executionArn: string | undefined): Promise<HistoryEvent[]> => {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, ...(nextToken && { nextToken }) }),
    );
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
};
