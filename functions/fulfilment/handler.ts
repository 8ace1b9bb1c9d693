import type { SQSEvent } from 'aws-lambda';
import { makeLogger } from '../runtime/logger.ts';
import { takeManifests } from './wiring.ts';

const logger = makeLogger('fulfilment');

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
