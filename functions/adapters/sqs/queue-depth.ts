import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueDepth } from '../../core/ports/queue-depth.ts';
import { calling } from '../failures.ts';

const ATTRIBUTES = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

/** The depth of one queue, by its attributes: nothing is received, so nothing comes closer to the dead letters. */
export const sqsQueueDepth = (client: SQSClient, QueueUrl: string): QueueDepth => ({
  read: () =>
    calling('sqs', async () => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...ATTRIBUTES] });
      const { Attributes = {} } = await client.send(command);
      const [waiting, underWay] = ATTRIBUTES.map((name) => Number(Attributes[name] ?? 0));
      return { waiting: waiting ?? 0, underWay: underWay ?? 0 };
    }),
});
