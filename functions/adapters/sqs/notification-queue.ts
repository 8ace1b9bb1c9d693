import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BodyStore } from '../../core/ports/body-store.ts';
import type { NotificationQueue } from '../../core/ports/notification-queue.ts';
import { calling } from '../failures.ts';
import { claimKey } from './claim.ts';

/** What a message of the queue holds, in bytes; some are left for what SQS counts on top. */
const LARGEST_MESSAGE = 1024 * 1024 - 1024;

/** The queue that holds notifications until the intake has taken them; one that it cannot hold leaves its body elsewhere. */
export const sqsNotificationQueue = (client: SQSClient, queueUrl: string, bodies: BodyStore): NotificationQueue => {
  const send = (MessageBody: string): Promise<void> =>
    calling('sqs', async () => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    });

  return {
    put: async (notification) => {
      const whole = withoutForbidden(JSON.stringify(notification));
      const bytes = new TextEncoder().encode(whole);
      // Quotes are escaped on the way into a message, so a body grows by them.
      if (bytes.byteLength <= LARGEST_MESSAGE) return send(whole);
      const { body, ...envelope } = notification;
      await bodies.put(claimKey(notification.receiptId), bytes);
      return send(JSON.stringify({ ...envelope, claimed: true }));
    },
  };
};

/** Two characters that JSON may hold as they are and SQS refuses; escaped, they come back unchanged. */
const withoutForbidden = (json: string): string =>
  json.replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
