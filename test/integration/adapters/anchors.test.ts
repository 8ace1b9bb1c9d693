import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { s3Anchors } from '../../../functions/adapters/s3/anchors.ts';
import { anchorsContract } from '../../contract/anchors.ts';
import { emulated } from '../../support/emulated.ts';

const client = new S3Client({ ...emulated(), forcePathStyle: true });

const aBucket = async (): Promise<string> => {
  const Bucket = `scratch-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await client.send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
      },
    }),
  );
  return Bucket;
};

describe('anchors in S3', () => anchorsContract(async () => s3Anchors(client, await aBucket())));

describe('anchors under object lock', () => {
  const INCIDENT = 'INC-01KJQ000000000000000000001';
  const anchor = { incidentId: INCIDENT, seq: 1, head: 'a'.repeat(64), at: '2026-05-04T08:00:00.000Z' } as const;

  it('are there after they were deleted, for the version is locked', async () => {
    const Bucket = await aBucket();
    const anchors = s3Anchors(client, Bucket);
    await anchors.keep(anchor);
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
    const { Key, VersionId } = Versions[0] ?? {};

    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    const erased = client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));

    await expect(erased).rejects.toThrow();
    expect(await anchors.of(INCIDENT)).toEqual([anchor]);
  });
});
