import { GetQueueAttributesCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readJson } from '../../core/contracts/read-json.ts';
import type { ReceiptId } from '../../core/domain/receipt.ts';
import type { DeadLetterPile, DeadLetters } from '../../core/ports/dead-letters.ts';
import { calling } from '../failures.ts';

/** What is on its way, hidden or waiting counts, so that looking at a pile does not make it look empty. */
const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

const SOME = 10;

const WithReceipt = z.object({
  receiptId: z.custom<ReceiptId>((value) => typeof value === 'string' && value.startsWith('RCP-')),
});

/** Queues of dead letters, by the names that people know them by. Looking hides nothing from whoever looks next. */
export const sqsDeadLetters = (client: SQSClient, queues: Readonly<Record<string, string>>): DeadLetters => ({
  piles: () => Promise.all(Object.entries(queues).map(([name, url]) => pileAt(client, name, url))),
});

const pileAt = (client: SQSClient, name: string, QueueUrl: string): Promise<DeadLetterPile> =>
  calling('sqs', async () => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }),
    );
    const count = COUNTS.reduce((sum, attribute) => sum + Number(Attributes[attribute] ?? 0), 0);
    if (count === 0) return { name, count, some: [] };
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: SOME, VisibilityTimeout: 0, WaitTimeSeconds: 0 }),
    );
    return { name, count, some: Messages.map(({ Body = '' }) => ({ receiptId: receiptIn(Body) })) };
  });

const receiptIn = (body: string): ReceiptId | undefined => {
  const json = readJson(body);
  return WithReceipt.safeParse(json.ok ? json.value : undefined).data?.receiptId;
};
