import { dynamoReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { makeCertificates } from '../adapters/sources/cloudwatch/certificates.ts';
import { confirmSubscription } from '../adapters/sources/cloudwatch/confirm-subscription.ts';
import { SOURCE_NAMES, sourceNamed } from '../adapters/sources/index.ts';
import { sqsNotificationQueue } from '../adapters/sqs/notification-queue.ts';
import { ulidIds } from '../adapters/ulid/ids.ts';
import { SourceSecrets } from '../core/contracts/secrets.ts';
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
const records = {
  receipts: dynamoReceiptStore({ client: dynamoDbClient(), name: env.TABLE_NAME }),
  ids: ulidIds(),
  clock: systemClock,
};

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
  receive: makeReceiveNotification({ ...records, queue: sqsNotificationQueue(sqsClient(), env.QUEUE_URL) }),
  setAside: makeSetAside({ settle: makeSettleAtOnce(records), confirm: confirmSubscription, log: logger }),
  log: logger,
});
