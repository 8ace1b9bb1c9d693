import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Wakes } from '../../core/ports/wakes.ts';
import { calling } from '../failures.ts';

/** SQS delays a message no longer. */
const LONGEST_DELAY_SECONDS = 900;

/** The queue that wakes whoever delivers. */
export const sqsWakes = (client: SQSClient, queueUrl: string): Wakes => ({
  send: (wake, afterSeconds = 0) =>
    calling('sqs', async () => {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(wake),
          DelaySeconds: Math.min(Math.ceil(afterSeconds), LONGEST_DELAY_SECONDS),
        }),
      );
    }),
});
