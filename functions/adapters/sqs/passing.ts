import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { calling } from '../failures.ts';

/** Keeps which message one was before it was moved: a queue gives each that it takes another id. */
export const ORIGIN = 'selfright-origin';

/** The id under which a message is known, wherever it was moved since. */
export const originOf = ({ MessageId = '', MessageAttributes = {} }: Message): string =>
  MessageAttributes[ORIGIN]?.StringValue ?? MessageId;

/** Whether a message is known under one of these ids: the one that it has now, or the one under which it was first known. */
export const isNamed = (message: Message, named: readonly string[]): boolean =>
  named.includes(message.MessageId ?? '') || named.includes(originOf(message));

/** No more of a queue is looked through than this many receives of ten. */
const MOST_ROUNDS = 10;
/** Whoever comes after a look that crashed waits no longer than this. Seconds. */
const HIDDEN = 20;

export const queueUrlOf = async (client: SQSClient, QueueName: string): Promise<string> => {
  const { QueueUrl = '' } = await calling('sqs', () => client.send(new GetQueueUrlCommand({ QueueName })));
  return QueueUrl;
};

const receive = async (client: SQSClient, QueueUrl: string): Promise<readonly Message[]> => {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: HIDDEN,
    WaitTimeSeconds: 1,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['MessageGroupId'],
  });
  const { Messages = [] } = await calling('sqs', () => client.send(command));
  return Messages;
};

const release = async (client: SQSClient, QueueUrl: string, held: readonly Message[]): Promise<void> => {
  for (let from = 0; from < held.length; from += 10) {
    const Entries = held.slice(from, from + 10).map(({ ReceiptHandle }, i) => ({
      ...{ Id: String(i), ReceiptHandle, VisibilityTimeout: 0 },
    }));
    await calling('sqs', () => client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries })));
  }
};

/** What waits in a queue, while it is held; `take` removes one for good. */
export interface Held {
  readonly messages: readonly Message[];
  take(message: Message): Promise<void>;
}

/**
 * Holds what waits in a queue while something is done with it, then lets go what was not taken. A queue cannot be looked
 * into otherwise: what is passed is hidden for moments, and counts as received once more. What a consumer has at the
 * moment is not seen. No more is passed once `enough` of it is held.
 */
export const passing = async <T>(
  client: SQSClient,
  QueueUrl: string,
  work: (held: Held) => Promise<T>,
  enough: (messages: readonly Message[]) => boolean = () => false,
): Promise<T> => {
  const messages: Message[] = [];
  const taken = new Set<Message>();
  try {
    for (let round = 0; round < MOST_ROUNDS && !enough(messages); round += 1) {
      const some = await receive(client, QueueUrl);
      if (some.length === 0) break;
      messages.push(...some);
    }
    return await work({
      messages,
      take: async (message) => {
        const { ReceiptHandle } = message;
        await calling('sqs', () => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })));
        taken.add(message);
      },
    });
  } finally {
    await release(
      client,
      QueueUrl,
      messages.filter((message) => !taken.has(message)),
    );
  }
};
