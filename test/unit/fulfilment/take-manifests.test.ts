import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { makeTakeManifests } from '../../../functions/fulfilment/take-manifests.ts';
import { POISON } from '../../../localstack/storefront/poison.ts';

const ORDER = '0b6f9c0e-6b1e-4f7e-9a9f-0b6f9c0e6b1e';
const SOUND = JSON.stringify({ orderIds: [ORDER] });

const aRecord = (messageId: string, body: string): SQSRecord => ({
  messageId,
  receiptHandle: `handle of ${messageId}`,
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'orders',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:orders.fifo',
  awsRegion: 'us-east-1',
});

const aShipping = () => {
  const told: [string, object][] = [];
  const gone: string[] = [];
  const takeManifests = makeTakeManifests({
    tell: async (path, body) => {
      told.push([path, body]);
    },
    letGo: async (records) => {
      gone.push(...records.map(({ messageId }) => messageId));
    },
  });
  return { told, letGo: gone, takeManifests };
};

describe('taking manifests', () => {
  it('reports the orders of all of them as shipped', async () => {
    const { told, letGo, takeManifests } = aShipping();

    const shipped = await takeManifests([aRecord('one', SOUND), aRecord('two', SOUND)]);

    expect(shipped).toBe(2);
    expect(told).toEqual([['/shipments', { orderIds: [ORDER, ORDER] }]]);
    expect(letGo).toEqual([]);
  });

  it.each([POISON, 'no json', '{}'])(
    'refuses the whole batch for %s, names the message, and lets all go at once',
    async (body) => {
      const { told, letGo, takeManifests } = aShipping();

      const taking = takeManifests([aRecord('sound', SOUND), aRecord('poison', body), aRecord('behind', SOUND)]);

      await expect(taking).rejects.toThrow('no manifests: poison');
      expect(told).toEqual([['/refusals', { messageId: 'poison' }]]);
      expect(letGo).toEqual(['sound', 'poison', 'behind']);
    },
  );
});
