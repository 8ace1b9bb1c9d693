import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { executionsOf } from '../../cli/executions.ts';
import { sha256 } from '../../functions/adapters/crypto/digest.ts';
import { readWholeRecord } from '../../functions/adapters/dynamodb/whole-table.ts';
import type { Facts } from '../../functions/core/domain/laws/record.ts';
import { instant } from '../../functions/core/domain/time.ts';
import { EMULATOR_AWS } from '../../localstack/emulator.ts';
import type { Outputs } from '../../localstack/outputs.ts';

/** How clients of the emulator are made. */
export const emulated = (endpoint: string) => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } };
};

/** Reads everything that the laws look at. */
export const readFacts = async ({ endpointUrl, tableName, stateMachineArn }: Outputs): Promise<Facts> => {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(emulated(endpointUrl)));
  const machine = new SFNClient(emulated(endpointUrl));
  try {
    const record = await readWholeRecord(table, tableName);
    const incidents = record.incidents.map(({ incident }) => incident);
    const executions = await executionsOf(machine, stateMachineArn, incidents);
    return { record, executions, now: instant(new Date()), digest: sha256 };
  } finally {
    table.destroy();
    machine.destroy();
  }
};
