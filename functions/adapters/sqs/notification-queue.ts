import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { NotificationQueue } from '../../core/ports/notification-queue.ts';
import { calling } from '../failures.ts';

/** The queue that holds notifications until the intake has taken them. A body that it cannot hold is a `ContractViolation`. */
export const sqsNotificationQueue = (client: SQSClient, queueUrl: string): NotificationQueue => ({
  put: (notification) =>
    calling('sqs', async () => {
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: withoutForbidden(JSON.stringify(notification)) }),
      );
    }),
});

/** Two characters that JSON may hold as they are and SQS refuses; escaped, they come back unchanged. */
const withoutForbidden = (json: string): string =>
  json.replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
