import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { BodyStore } from '../../core/ports/body-store.ts';
import { calling } from '../failures.ts';

/** Bodies as objects of one bucket. */
export const s3BodyStore = (client: S3Client, bucket: string): BodyStore => ({
  put: (key, body) =>
    calling('s3', async () => {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: 'application/octet-stream' }),
      );
    }),

  get: (key) =>
    calling('s3', async () => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    }),
});
