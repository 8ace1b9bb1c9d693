import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoFlapHistory } from '../adapters/dynamodb/flap-history.ts';
import { dynamoHeartbeats } from '../adapters/dynamodb/heartbeats.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { dynamoHeldAlerts, dynamoWindows } from '../adapters/dynamodb/windows.ts';
import { lateBodyStore } from '../adapters/s3/late-body-store.ts';
import { sourceAlertReader } from '../adapters/sources/alert-reader.ts';
import { makeRedeem } from '../adapters/sqs/claim.ts';
import { stepFunctionsWorkflow } from '../adapters/step-functions/workflow.ts';
import { ulidIds } from '../adapters/ulid/ids.ts';
import { makeAcceptNotification } from '../core/usecases/accept-notification.ts';
import { makeProcessNotification } from '../core/usecases/process-notification.ts';
import { dynamoDbClient, sfnClient, sqsClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { Env } from './env.ts';
import { makeTakeRecord } from './take-record.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const receipts = dynamoReceiptStore(table);

const accept = makeAcceptNotification({
  store,
  policies: dynamoPolicySource(table),
  workflow: stepFunctionsWorkflow(sfnClient(), env.STATE_MACHINE_ARN),
  windows: dynamoWindows(table),
  held: dynamoHeldAlerts(table, sha256),
  flaps: dynamoFlapHistory(table, sha256),
  clock,
  ids: ulidIds(),
});

const bodies = lateBodyStore(async () => {
  const [{ s3BodyStore }, { s3Client }] = await Promise.all([
    import('../adapters/s3/body-store.ts'),
    import('../runtime/s3-client.ts'),
  ]);
  return s3BodyStore(s3Client(), env.BODY_BUCKET);
});

export const takeRecord = makeTakeRecord({
  redeem: makeRedeem(bodies),
  process: makeProcessNotification({
    read: sourceAlertReader,
    accept,
    heartbeats: dynamoHeartbeats(table),
    receipts,
    clock,
  }),
  bury: ({ receiptId: id, source, receivedAt, redrivenAt }, reason, why) =>
    receipts.settle({
      ...{ id, source, receivedAt, redrivenAt, reason, why },
      state: 'dead_lettered',
      settledAt: clock().toISOString(),
    }),
  defer: async ({ receiptHandle }, VisibilityTimeout) => {
    await sqsClient().send(
      new ChangeMessageVisibilityCommand({ QueueUrl: env.QUEUE_URL, ReceiptHandle: receiptHandle, VisibilityTimeout }),
    );
  },
  maxReceives: env.MAX_RECEIVES,
  logger: makeLogger('intake'),
});
