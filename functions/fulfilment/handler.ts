import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { sqsClient } from '../runtime/clients.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { Env } from './env.ts';
import { makeTakeManifests } from './take-manifests.ts';

const logger = makeLogger('fulfilment');
const env = readConfig(Env);

const takeManifests = makeTakeManifests({
  tell: async (path, body) => {
    const response = await fetch(`${env.STOREFRONT_URL}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`the shop did not take ${path}: ${response.status}`);
  },
  letGo: async (records) => {
    const Entries = records.map(({ receiptHandle: ReceiptHandle }, i) => ({
      ...{ Id: String(i), ReceiptHandle, VisibilityTimeout: 0 },
    }));
    await sqsClient().send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: env.QUEUE_URL, Entries }));
  },
});

/** Whatever goes wrong, the queue offers the messages again. */
export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  try {
    const orders = await takeManifests(Records);
    logger.info('parcels.shipped', { orders, manifests: Records.length });
  } catch (error) {
    logger.error('parcels.left', { manifests: Records.length, why: String(error) });
    throw error;
  }
};
