import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe } from 'vitest';
import { dynamoGrowthNotes } from '../../../functions/adapters/dynamodb/growth-notes.ts';
import { dynamoQuarantine } from '../../../functions/adapters/dynamodb/quarantine.ts';
import { s3BodyStore } from '../../../functions/adapters/s3/body-store.ts';
import { bodyStoreContract } from '../../contract/body-store.ts';
import { growthNotesContract, quarantineContract } from '../../contract/quarantine.ts';
import { emulated } from '../../support/emulated.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const drops: (() => Promise<void>)[] = [];

const aTable = async () => {
  const table = await scratchTable();
  drops.push(table.drop);
  return table;
};

const aBodyStore = async () => {
  const client = new S3Client({ ...emulated(), forcePathStyle: true });
  const bucket = `scratch-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return s3BodyStore(client, bucket);
};

afterEach(async () => {
  await Promise.all(drops.splice(0).map((drop) => drop()));
});

describe('body store in S3', () => bodyStoreContract(aBodyStore));

describe('quarantine in the table and in S3', () =>
  quarantineContract(async () => dynamoQuarantine(await aTable(), await aBodyStore())));

describe('growth notes in the table', () => growthNotesContract(async () => dynamoGrowthNotes(await aTable())));
