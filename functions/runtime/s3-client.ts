import { S3Client } from '@aws-sdk/client-s3';

let made: S3Client | undefined;

/** Apart from the other clients, so that it can be loaded alone. Both attempts fit into the time of the webhook. */
export const s3Client = (): S3Client => {
  made ??= new S3Client({
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
    maxAttempts: 2,
    // An emulator has no name for each bucket.
    forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined,
  });
  return made;
};
