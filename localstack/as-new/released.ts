import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { EMULATOR_AWS } from '../emulator.ts';
import { ACQUIRER_PARAMETER, FULFILMENT, PAGE_SIZE_PARAMETER, PAYMENTS } from '../storefront.ts';
import type { ShopState } from './state.ts';

const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;

/** What of the shop lies in the cloud: releases, parameters, what feeds its Lambda, and what could not be taken. */
export const releasedAt = async (endpoint: string): Promise<ShopState> => {
  const at = { endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } };
  const [lambda, ssm, sqs] = [new LambdaClient(at), new SSMClient(at), new SQSClient(at)];
  const FunctionName = PAYMENTS.functionName;
  const parameter = async (Name: string) => (await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value;
  const deadLetters = async () => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: FULFILMENT.deadLetters }));
    const AttributeNames = ['ApproximateNumberOfMessages' as const];
    return (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes;
  };
  try {
    const [alias, draft, feeds, pageSize, house, dead] = await Promise.all([
      lambda.send(new GetAliasCommand({ FunctionName, Name: PAYMENTS.alias })),
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
      lambda.send(new ListEventSourceMappingsCommand({ FunctionName: FULFILMENT.functionName })),
      parameter(PAGE_SIZE_PARAMETER),
      parameter(ACQUIRER_PARAMETER),
      deadLetters(),
    ]);
    const live = { FunctionName, Qualifier: alias.FunctionVersion };
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand(live));
    return {
      'payments: what is live': JSON.stringify(Environment?.Variables ?? {}),
      'payments: share of other versions': JSON.stringify(alias.RoutingConfig?.AdditionalVersionWeights ?? {}),
      'payments: what the next version is made of': JSON.stringify(draft.Environment?.Variables ?? {}),
      'fulfilment: feeds': (feeds.EventSourceMappings ?? []).map(({ State }) => State).join(', '),
      'catalogue: page size': String(pageSize),
      'payments: house of the bank': String(house),
      'orders: dead letters': dead?.['ApproximateNumberOfMessages'] ?? 'unknown',
    };
  } finally {
    for (const client of [lambda, ssm, sqs]) client.destroy();
  }
};
