import { setTimeout as rest } from 'node:timers/promises';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { clientSettings } from '../aws.ts';
import type { Client } from '../client.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import type { PublishedTrial } from './guide.ts';
import { type Tried, untilSettled } from './try-out.ts';

const EVERY_MS = 500;

interface Asking {
  readonly client: Pick<Client, 'receipt' | 'receipts'>;
  readonly seconds: number;
  readonly endpointUrl: string | undefined;
}

/** The newest receipt of a source that was given out since then. */
const newestOf = async ({ client }: Asking, source: string, since: string): Promise<string | undefined> => {
  const { receipts } = await client.receipts({ limit: '100' });
  return receipts.find((receipt) => receipt.source === source && receipt.receivedAt >= since)?.id;
};

const send = async (topic: string, message: unknown, endpointUrl: string | undefined): Promise<void> => {
  const sns = new SNSClient({ ...clientSettings(endpointUrl), region: topic.split(':')[3] ?? 'us-east-1' });
  try {
    await sns.send(new PublishCommand({ TopicArn: topic, Message: JSON.stringify(message) }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(EXIT.unreachable, `${topic} does not take the message: ${why}`, 'check --topic');
  } finally {
    sns.destroy();
  }
};

/** Publishes a trial to the topic and waits for the receipt that the source gets for it. */
export const publish = async (
  source: string,
  topic: string,
  { message, ends }: PublishedTrial,
  asking: Asking,
): Promise<Tried> => {
  const now = new Date();
  await send(topic, message(now), asking.endpointUrl);
  const begun = performance.now();
  for (;;) {
    const receiptId = await newestOf(asking, source, now.toISOString());
    if (receiptId !== undefined) return untilSettled(receiptId, ends, asking);
    if ((performance.now() - begun) / 1000 > asking.seconds) {
      return { outcome: 'refused', detail: 'no receipt came of it: nobody takes the messages of this topic' };
    }
    await rest(EVERY_MS);
  }
};
