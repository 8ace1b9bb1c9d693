import * as z from 'zod';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import type { Call, OperationName } from '../../core/domain/operation.ts';

/** Where targets lie: how their ARNs begin. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a session may do at most, whatever its role may. */
export interface SessionPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** Names become parts of ARNs: one with a wildcard would open more than one target. */
const Name = z.string().regex(/^[A-Za-z0-9_./-]+$/);

const OfFunction = z.object({ functionName: Name });
const OfQueues = z.object({ from: Name, to: Name });
const OfParameter = z.object({ name: Name });
const OfDocument = z.object({ document: Name });

const allow = (
  Action: readonly string[],
  Resource: readonly string[],
  Condition?: Statement['Condition'],
): Statement => ({ Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) });

const arnOf = ({ partition, region, account }: Place, service: string, rest: string): string =>
  `arn:${partition}:${service}:${region}:${account}:${rest}`;

const functionArn = (place: Place, parameters: JsonObject): string =>
  arnOf(place, 'lambda', `function:${OfFunction.parse(parameters).functionName}`);

type Narrow = (parameters: JsonObject, place: Place) => readonly Statement[];

/** What each operation on AWS needs of its targets. Operations elsewhere are bounded by the credentials that they use there. */
const NARROWED: { readonly [O in OperationName]?: Narrow } = {
  'point-alias': (parameters, place) => [
    allow(['lambda:GetAlias', 'lambda:ListVersionsByFunction', 'lambda:UpdateAlias'], [functionArn(place, parameters)]),
  ],
  'switch-mapping': (parameters, place) => [
    allow(['lambda:ListEventSourceMappings'], ['*']),
    allow(['lambda:UpdateEventSourceMapping'], [arnOf(place, 'lambda', 'event-source-mapping:*')], {
      ArnEquals: { 'lambda:FunctionArn': functionArn(place, parameters) },
    }),
  ],
  'move-messages': (parameters, place) => {
    const { from, to } = OfQueues.parse(parameters);
    const [source, sink] = [arnOf(place, 'sqs', from), arnOf(place, 'sqs', to)];
    return [
      allow(['sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'], [source, sink]),
      allow(['sqs:DeleteMessage'], [source]),
      allow(['sqs:SendMessage'], [sink]),
    ];
  },
  'set-parameter': (parameters, place) => [
    allow(
      ['ssm:GetParameterHistory', 'ssm:PutParameter'],
      [arnOf(place, 'ssm', `parameter/${OfParameter.parse(parameters).name.replace(/^\//, '')}`)],
    ),
  ],
  'run-document': (parameters, place) => {
    const { document } = OfDocument.parse(parameters);
    const named = arnOf(place, 'ssm', `document/${document}`);
    return [
      allow(['ssm:DescribeDocument'], [named]),
      allow(['ssm:StartAutomationExecution'], [named, arnOf(place, 'ssm', `automation-definition/${document}:*`)]),
      allow(['ssm:GetAutomationExecution', 'ssm:AddTagsToResource'], [arnOf(place, 'ssm', 'automation-execution/*')]),
      allow(['ssm:DescribeAutomationExecutions'], ['*']),
    ];
  },
};

/** What a session for one call may do: this operation on these targets, and nothing else. */
export const sessionPolicyFor = ({ operation, parameters }: Call, place: Place): SessionPolicy => {
  const narrow = NARROWED[operation];
  if (narrow === undefined) throw new ContractViolation(`${operation} is not carried out on AWS`);
  try {
    return { Version: '2012-10-17', Statement: narrow(parameters, place) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new ContractViolation(`parameters of ${operation}: ${z.prettifyError(error)}`, { cause: error });
  }
};
