import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import { sqsClient } from '../runtime/clients.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';
import { makeTakeManifests } from './take-manifests.ts';

const env = readConfig(Env);

export const takeManifests = makeTakeManifests({
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
