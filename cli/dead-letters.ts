import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { jsonIn } from '../functions/core/contracts/read-json.ts';
import { clientSettings } from './aws.ts';
import { CommandFailed, EXIT } from './exit.ts';
import type { Stack } from './stack.ts';

/** While they are looked through, nobody else sees them. */
const HIDDEN_SECONDS = 120;
/** More are not held at a time. */
const MOST_HELD = 1000;

/** One message that could not be taken in. */
export interface DeadLetter {
  readonly messageId: string;
  /** Absent when the message itself cannot be read; then there is no receipt either. */
  readonly receiptId?: string | undefined;
  readonly source?: string | undefined;
  readonly receivedAt?: string | undefined;
  /** Its body lies in the bucket. */
  readonly large?: boolean | undefined;
}

const Envelope = z.looseObject({
  receiptId: z.string(),
  source: z.string(),
  receivedAt: z.string(),
  claimed: z.boolean().optional(),
});

interface Held {
  readonly letter: DeadLetter;
  readonly handle: string;
  readonly body: string;
  readonly content: z.infer<typeof Envelope> | undefined;
}

const heldFrom = ({ MessageId: messageId = '', ReceiptHandle: handle = '', Body: body = '' }: Message): Held => {
  const { data: content } = Envelope.safeParse(jsonIn(body));
  const { receiptId, source, receivedAt, claimed } = content ?? {};
  return { letter: { messageId, receiptId, source, receivedAt, large: claimed }, handle, body, content };
};

/** Who is meant by an id: a receipt's, or a message's. */
const isMeant = ({ messageId, receiptId }: DeadLetter, id: string | undefined): boolean =>
  id === undefined || id === messageId || id === receiptId;

/** What lies in the dead-letter queue, and the way back from it. */
export const deadLettersOf = ({ queueUrl, dlqUrl, endpointUrl }: Stack) => {
  if (queueUrl === undefined || dlqUrl === undefined) {
    throw new CommandFailed(
      EXIT.usage,
      'dlq reads the queues themselves',
      'set SELFRIGHT_QUEUE_URL and SELFRIGHT_DLQ_URL as well',
    );
  }
  const client = new SQSClient(clientSettings(endpointUrl));

  /** Takes hold of everything that is there now. One that comes back meanwhile is not taken twice. */
  const holdAll = async (): Promise<readonly Held[]> => {
    const held = new Map<string, Held>();
    while (held.size < MOST_HELD) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: dlqUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: HIDDEN_SECONDS,
          WaitTimeSeconds: 1,
        }),
      );
      const fresh = Messages.map(heldFrom).filter(({ letter }) => !held.has(letter.messageId));
      if (fresh.length === 0) break;
      for (const one of fresh) held.set(one.letter.messageId, one);
    }
    return [...held.values()];
  };

  const release = async (held: readonly Held[]): Promise<void> => {
    for (const { handle: ReceiptHandle } of held) {
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl: dlqUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    }
  };

  /** Only what the queue has taken back leaves the dead letters; cut off in between, it is there twice, never nowhere. */
  const sendBack = async ({ handle: ReceiptHandle, body, content }: Held): Promise<void> => {
    const redrivenAt = new Date().toISOString();
    const MessageBody = content === undefined ? body : JSON.stringify({ ...content, redrivenAt });
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    await client.send(new DeleteMessageCommand({ QueueUrl: dlqUrl, ReceiptHandle }));
  };

  const list = async (): Promise<readonly DeadLetter[]> => {
    const held = await holdAll();
    await release(held);
    return held.map(({ letter }) => letter);
  };

  const redrive = async (id?: string): Promise<readonly DeadLetter[]> => {
    const held = await holdAll();
    const done: DeadLetter[] = [];
    try {
      for (const one of held.filter(({ letter }) => isMeant(letter, id))) {
        await sendBack(one);
        done.push(one.letter);
      }
    } finally {
      await release(held.filter(({ letter }) => !done.includes(letter)));
    }
    return done;
  };

  return {
    list: () => list().finally(() => client.destroy()),
    redrive: (id?: string) => redrive(id).finally(() => client.destroy()),
  };
};
