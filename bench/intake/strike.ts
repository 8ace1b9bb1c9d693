import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { EMULATOR_AWS } from '../../localstack/emulator.ts';
import { isAlive, recordsOf } from '../../localstack/processes.ts';
import type { Bench } from './bench.ts';
import { kill, workersOf } from './workers.ts';

/** The full name of a Lambda of the response stack. */
export const functionNamed = async (endpoint: string, id: string): Promise<string> => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  const client = new CloudFormationClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
  });
  try {
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client },
      { StackName: 'SelfrightResponse' },
    )) {
      const found = StackResourceSummaries.find(
        ({ LogicalResourceId = '', ResourceType }) =>
          ResourceType === 'AWS::Lambda::Function' && LogicalResourceId.startsWith(id),
      );
      if (found?.PhysicalResourceId !== undefined) return found.PhysicalResourceId;
    }
    throw new Error(`the response stack has no Lambda ${id}`);
  } finally {
    client.destroy();
  }
};

/** Kills workers of the home's own emulator, and of nobody else's. */
export const makeStrike = async (home: string, endpoint: string, empty: string): Promise<Bench['strike']> => {
  const emulator = recordsOf(home).find((record) => record.name === 'emulator' && isAlive(record));
  if (emulator === undefined)
    throw new Error('the Lambdas run in an emulator of somebody else: none of its processes is killed');
  const names = {
    webhook: await functionNamed(endpoint, 'AlertIngressWebhook'),
    intake: await functionNamed(endpoint, 'AlertIngressIntake'),
    empty,
  };
  return (lambda, most) => kill(workersOf(emulator.pid, names[lambda]).slice(0, most));
};
