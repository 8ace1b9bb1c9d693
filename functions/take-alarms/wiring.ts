import { dynamoGrowthNotes } from '../adapters/dynamodb/growth-notes.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoQuarantine } from '../adapters/dynamodb/quarantine.ts';
import { dynamoReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { lateBodyStore } from '../adapters/s3/late-body-store.ts';
import { cloudwatch } from '../adapters/sources/cloudwatch/source.ts';
import { sqsNotificationQueue } from '../adapters/sqs/notification-queue.ts';
import { ulidIds } from '../adapters/ulid/ids.ts';
import { makeNoticeGrowth } from '../core/usecases/notice-growth.ts';
import { makeQuarantineNotification } from '../core/usecases/quarantine-notification.ts';
import { makeReceiveNotification } from '../core/usecases/receive-notification.ts';
import { dynamoDbClient, sqsClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { Env } from './env.ts';
import { makeTakeAlarms } from './take-alarms.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const records = { receipts: dynamoReceiptStore(table), ids: ulidIds(), clock };
const bodies = lateBodyStore(async () => {
  const [{ s3BodyStore }, { s3Client }] = await Promise.all([
    import('../adapters/s3/body-store.ts'),
    import('../runtime/s3-client.ts'),
  ]);
  return s3BodyStore(s3Client(), env.BODY_BUCKET);
});
const receive = makeReceiveNotification({
  ...records,
  queue: sqsNotificationQueue(sqsClient(), env.QUEUE_URL, bodies),
});

export const takeAlarms = makeTakeAlarms({
  source: cloudwatch,
  receive,
  quarantine: makeQuarantineNotification({
    ...records,
    quarantine: dynamoQuarantine(table, bodies),
    noticeGrowth: makeNoticeGrowth({ growth: dynamoGrowthNotes(table), policies: dynamoPolicySource(table), receive }),
  }),
  log: makeLogger('take-alarms'),
});
