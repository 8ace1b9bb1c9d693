import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readWholeRecord, type StoredRecord } from '../../functions/adapters/dynamodb/whole-table.ts';
import { EMULATOR_AWS } from '../../localstack/emulator.ts';

/** What the record says of a run. */
export interface Recorded {
  /** The group of each incident that was opened, as often as one was. */
  readonly opened: readonly string[];
  /** Titles of incidents about something else. */
  readonly others: readonly string[];
  readonly actions: number;
  /** Receipts that are no terminal ones. */
  readonly unsettled: number;
}

/** Reads the whole table. */
export const readTable = async (endpoint: string, tableName: string): Promise<StoredRecord> => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  const table = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }),
  );
  try {
    return await readWholeRecord(table, tableName);
  } finally {
    table.destroy();
  }
};

/** What the record says of one run. */
export const readRecord = async (endpoint: string, tableName: string, run: string): Promise<Recorded> => {
  const { incidents, receipts } = await readTable(endpoint, tableName);
  const isOurs = (groupKey: string) => groupKey.includes(`bench="${run}"`);
  return {
    opened: incidents.flatMap(({ incident }) => (isOurs(incident.groupKey) ? incident.groupKey : [])),
    others: incidents.flatMap(({ incident }) => (isOurs(incident.groupKey) ? [] : incident.title)),
    actions: incidents.reduce((sum, { actions }) => sum + actions.length, 0),
    unsettled: receipts.filter(({ state }) => state === 'queued').length,
  };
};
