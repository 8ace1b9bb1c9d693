import { randomUUID } from 'node:crypto';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** Tells the shipping what to send: one message names several orders. */
export interface Manifests {
  /** Puts one message into the queue; false while there is no such queue yet. */
  send(body: string): Promise<boolean>;
}

/** All in one group: parcels leave in the order in which they were paid. */
const GROUP = 'manifests';

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

  return {
    send: async (body) => {
      const { sdk, sqs } = await load();
      try {
        url ??= (await sqs.send(new sdk.GetQueueUrlCommand({ QueueName: queueName }))).QueueUrl;
      } catch (thrown) {
        if (thrown instanceof sdk.QueueDoesNotExist) return false;
        throw thrown;
      }
      const message = { MessageBody: body, MessageGroupId: GROUP, MessageDeduplicationId: randomUUID() };
      await sqs.send(new sdk.SendMessageCommand({ QueueUrl: url, ...message }));
      return true;
    },
  };
};
