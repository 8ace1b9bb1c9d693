import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A peer that does not take the connection, or goes silent, is given up early enough for a retry inside a Lambda's time. */
const QUICK = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true } as const;

/** Addresses and credentials come from the environment; connections are kept alive, as the SDK does by itself. */
const settings = { requestHandler: QUICK, maxAttempts: 3 } as const;

/** Credentials other than the Lambda's own. */
type Credentials = NonNullable<LambdaClientConfig['credentials']>;

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** Each client is made at its first use, once per process; a Lambda's bundle holds only those that it calls. */
export const dynamoDbClient = /* @__PURE__ */ once(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient(settings), { marshallOptions: { removeUndefinedValues: true } }),
);
/** Asked where every service is asked, not at the host that an emulator writes into a queue's address: the SDK would log the difference at each call. */
const sqsSettings = { ...settings, useQueueUrlAsEndpoint: false } as const;
export const sqsClient = /* @__PURE__ */ once(() => new SQSClient(sqsSettings));
export const sfnClient = /* @__PURE__ */ once(() => new SFNClient(settings));
export const lambdaClient = /* @__PURE__ */ once(() => new LambdaClient(settings));
/** For calls that wait for another Lambda to do its work. */
export const patientLambdaClient = /* @__PURE__ */ once(
  () => new LambdaClient({ requestHandler: { ...QUICK, requestTimeout: 13_000 }, maxAttempts: 1 }),
);
export const snsClient = /* @__PURE__ */ once(() => new SNSClient(settings));
export const secretsManagerClient = /* @__PURE__ */ once(() => new SecretsManagerClient(settings));
export const cloudFormationClient = /* @__PURE__ */ once(() => new CloudFormationClient(settings));
export const cloudWatchClient = /* @__PURE__ */ once(() => new CloudWatchClient(settings));
export const cloudWatchLogsClient = /* @__PURE__ */ once(() => new CloudWatchLogsClient(settings));
export const ssmClient = /* @__PURE__ */ once(() => new SSMClient(settings));
export const stsClient = /* @__PURE__ */ once(() => new STSClient(settings));

export const lambdaClientAs = (credentials: Credentials) => new LambdaClient({ ...settings, credentials });
export const sqsClientAs = (credentials: Credentials) => new SQSClient({ ...sqsSettings, credentials });
export const ssmClientAs = (credentials: Credentials) => new SSMClient({ ...settings, credentials });
export const secretsManagerClientAs = (credentials: Credentials) =>
  new SecretsManagerClient({ ...settings, credentials });
