import { dynamoReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { SOURCE_NAMES, sourceNamed } from '../adapters/sources/index.ts';
import { sqsNotificationQueue } from '../adapters/sqs/notification-queue.ts';
import { ulidIds } from '../adapters/ulid/ids.ts';
import { SourceSecrets } from '../core/contracts/secrets.ts';
import { ContractViolation } from '../core/domain/errors.ts';
import { makeReceiveNotification } from '../core/usecases/receive-notification.ts';
import { dynamoDbClient, secretsManagerClient, sqsClient } from '../runtime/clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { sameSecret } from '../runtime/same-secret.ts';
import { makeAuthenticate } from './authenticate.ts';
import { Env } from './env.ts';
import { makeWebhook } from './webhook.ts';

const env = readConfig(Env);
const secret = jsonSecret(secretsManagerClient(), env.SOURCE_SECRETS_ARN, SourceSecrets, systemClock);

export const logger = makeLogger('webhook');

export const webhook = makeWebhook({
  sourceNamed,
  sourceNames: SOURCE_NAMES,
  authentic: makeAuthenticate({
    findSecret: secret.find,
    same: sameSecret,
    clock: systemClock,
    topics: [],
    certificate: async () => {
      throw new ContractViolation('no source of this installation signs with a certificate');
    },
  }),
  receive: makeReceiveNotification({
    receipts: dynamoReceiptStore({ client: dynamoDbClient(), name: env.TABLE_NAME }),
    queue: sqsNotificationQueue(sqsClient(), env.QUEUE_URL),
    ids: ulidIds(),
    clock: systemClock,
  }),
  log: logger,
});
