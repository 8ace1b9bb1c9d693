import type { SQSRecord } from 'aws-lambda';
import { manifestIn } from './manifest.ts';

/** What the shipping needs of the world. */
export interface Shipping {
  /** Tells the shop something; throws when it does not take it. */
  tell(path: '/shipments' | '/refusals', body: object): Promise<void>;
  /** Lets messages go at once, so that nobody waits until the queue takes them back by itself. */
  letGo(records: readonly SQSRecord[]): Promise<void>;
}

/** So many orders are reported at once. */
const AT_ONCE = 50;

/**
 * Takes parcels to the carrier and reports the shipment. Parcels leave in order: one manifest that cannot be read is reported,
 * and the whole batch is offered again, until somebody moves it out of the way.
 */
export const makeTakeManifests =
  ({ tell, letGo }: Shipping) =>
  async (records: readonly SQSRecord[]): Promise<number> => {
    const refused = records.filter(({ body }) => manifestIn(body) === undefined);
    if (refused.length > 0) {
      await Promise.all([...refused.map(({ messageId }) => tell('/refusals', { messageId })), letGo(records)]);
      throw new Error(`no manifests: ${refused.map(({ messageId }) => messageId).join(', ')}`);
    }
    const orderIds = records.flatMap(({ body }) => manifestIn(body)?.orderIds ?? []);
    for (let from = 0; from < orderIds.length; from += AT_ONCE) {
      await tell('/shipments', { orderIds: orderIds.slice(from, from + AT_ONCE) });
    }
    return orderIds.length;
  };
