import type { SQSEvent } from 'aws-lambda';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { Env } from './env.ts';
import { manifestIn } from './manifest.ts';

const logger = makeLogger('fulfilment');
const env = readConfig(Env);

/** Takes parcels to the carrier and reports the shipment; whatever goes wrong, the queue offers the message again. */
export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  const orderIds = Records.flatMap(({ body }) => manifestIn(body).orderIds);
  for (let from = 0; from < orderIds.length; from += 50) {
    const response = await fetch(`${env.STOREFRONT_URL}/shipments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ orderIds: orderIds.slice(from, from + 50) }),
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`the shop took no shipment: ${response.status}`);
  }
  logger.info('parcels.shipped', { orders: orderIds.length, manifests: Records.length });
};
