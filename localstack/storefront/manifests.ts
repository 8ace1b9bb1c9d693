import { randomUUID } from 'node:crypto';
import type { Message, SQSClient } from '@aws-sdk/client-sqs';

/** Tells the shipping what to send: one message names several orders. */
export interface Manifests {
  /** Puts one message into the queue; false while there is no such queue yet. */
  send(body: string): Promise<boolean>;
  /** Takes every message with exactly this body out of the queue; tells whether there was one. */
  remove(body: string): Promise<boolean>;
}

/** All in one group: parcels leave in the order in which they were paid. */
const GROUP = 'manifests';
/** A message may be with its consumer when it is looked for: so often it is looked again, a second each. */
const LOOKS = 4;
/** What was looked at and crashed upon is seen again after so many seconds. */
const HIDDEN_SECONDS = 10;

/** Manifests through a real FIFO queue, found by its name; the SDK is loaded at the first use. */
export const sqsManifests = (queueName: string): Manifests => {
  let loaded: Promise<{ sdk: typeof import('@aws-sdk/client-sqs'); sqs: SQSClient }> | undefined;
  let url: string | undefined;
  const load = () => {
    loaded ??= import('@aws-sdk/client-sqs').then((sdk) => ({
      sdk,
      sqs: new sdk.SQSClient({ useQueueUrlAsEndpoint: false }),
    }));
    return loaded;
  };
  const queue = async () => {
    const { sdk, sqs } = await load();
    try {
      url ??= (await sqs.send(new sdk.GetQueueUrlCommand({ QueueName: queueName }))).QueueUrl;
    } catch (thrown) {
      if (thrown instanceof sdk.QueueDoesNotExist) return undefined;
      throw thrown;
    }
    return { sdk, sqs, QueueUrl: url };
  };
  type Queue = NonNullable<Awaited<ReturnType<typeof queue>>>;

  const isEmpty = async ({ sdk, sqs, QueueUrl }: Queue): Promise<boolean> => {
    const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const asked = new sdk.GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counts] });
    const { Attributes = {} } = await sqs.send(asked);
    return counts.every((name) => Attributes[name] === '0');
  };

  const look = async ({ sdk, sqs, QueueUrl }: Queue, body: string): Promise<boolean> => {
    const shown = { MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_SECONDS, WaitTimeSeconds: 1 };
    const { Messages = [] } = await sqs.send(new sdk.ReceiveMessageCommand({ QueueUrl, ...shown }));
    const isIt = ({ Body }: Message): boolean => Body === body;
    for (const message of Messages) {
      const { ReceiptHandle } = message;
      if (isIt(message)) await sqs.send(new sdk.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      else await sqs.send(new sdk.ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    }
    return Messages.some(isIt);
  };

  return {
    send: async (body) => {
      const found = await queue();
      if (found === undefined) return false;
      const { sdk, sqs, QueueUrl } = found;
      const message = { MessageBody: body, MessageGroupId: GROUP, MessageDeduplicationId: randomUUID() };
      await sqs.send(new sdk.SendMessageCommand({ QueueUrl, ...message }));
      return true;
    },
    remove: async (body) => {
      const found = await queue();
      if (found === undefined) return false;
      for (let n = 0; n < LOOKS; n += 1) {
        if (await isEmpty(found)) return false;
        if (await look(found, body)) return true;
      }
      return false;
    },
  };
};
