import { dynamoGrowthNotes } from '../adapters/dynamodb/growth-notes.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoQuarantine } from '../adapters/dynamodb/quarantine.ts';
import { dynamoReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { lateBodyStore } from '../adapters/s3/late-body-store.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { makeCertificates } from '../adapters/sources/cloudwatch/certificates.ts';
import { confirmSubscription } from '../adapters/sources/cloudwatch/confirm-subscription.ts';
import { SOURCE_NAMES, sourceNamed } from '../adapters/sources/index.ts';
import { sqsNotificationQueue } from '../adapters/sqs/notification-queue.ts';
import { ulidIds } from '../adapters/ulid/ids.ts';
import { SourceSecrets } from '../core/contracts/secrets.ts';
import { makeNoticeGrowth } from '../core/usecases/notice-growth.ts';
import { makeQuarantineNotification } from '../core/usecases/quarantine-notification.ts';
import { makeReceiveNotification } from '../core/usecases/receive-notification.ts';
import { makeSettleAtOnce } from '../core/usecases/settle-at-once.ts';
import { dynamoDbClient, secretsManagerClient, sqsClient } from '../runtime/clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { sameSecret } from '../runtime/same-secret.ts';
import { makeAuthenticate } from './authenticate.ts';
import { Env } from './env.ts';
import { makeSetAside } from './set-aside.ts';
import { makeWebhook } from './webhook.ts';

const env = readConfig(Env);
const secret = jsonSecret(secretsManagerClient(), env.SOURCE_SECRETS_ARN, SourceSecrets, systemClock);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const records = {
  receipts: dynamoReceiptStore(table),
  ids: ulidIds(),
  clock: systemClock,
};

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
const quarantine = makeQuarantineNotification({
  ...records,
  quarantine: dynamoQuarantine(table, bodies),
  noticeGrowth: makeNoticeGrowth({ growth: dynamoGrowthNotes(table), policies: dynamoPolicySource(table), receive }),
});

export const logger = makeLogger('webhook');

export const webhook = makeWebhook({
  sourceNamed,
  sourceNames: SOURCE_NAMES,
  authentic: makeAuthenticate({
    findSecret: secret.find,
    same: sameSecret,
    clock: systemClock,
    topics: (env.CLOUDWATCH_TOPIC_ARNS ?? '').split(',').filter((topic) => topic !== ''),
    certificate: makeCertificates(),
  }),
  receive,
  setAside: makeSetAside({ settle: makeSettleAtOnce(records), confirm: confirmSubscription, quarantine, log: logger }),
  log: logger,
});
