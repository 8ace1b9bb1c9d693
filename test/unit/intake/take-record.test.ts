import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { makeRedeem } from '../../../functions/adapters/sqs/claim.ts';
import { ContractViolation, DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import type { QueuedNotification } from '../../../functions/core/ports/notification-queue.ts';
import { makeTakeRecord } from '../../../functions/intake/take-record.ts';
import { makeLogger } from '../../../functions/runtime/logger.ts';
import { aReceipt } from '../../support/builders.ts';
import { inMemoryBodyStore } from '../../support/fakes/body-store.ts';
import { bytes } from '../../support/payloads.ts';

const RECEIPT = 'RCP-01KJQ000000000000000000001';
const ENVELOPE = { receiptId: RECEIPT, source: 'alertmanager', receivedAt: '2026-03-02T10:00:00.000Z' };

const aRecord = (body: unknown, receives = 1): SQSRecord => ({
  messageId: 'm1',
  receiptHandle: 'h1',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: '0',
    SenderId: 'webhook',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:queue',
  awsRegion: 'eu-central-1',
});

const ready = () => {
  const bodies = inMemoryBodyStore();
  const processed: QueuedNotification[] = [];
  const buried: (readonly string[])[] = [];
  const deferred: number[] = [];
  const logger = makeLogger('intake-test');
  logger.setLogLevel('SILENT');
  const take = makeTakeRecord({
    redeem: makeRedeem(bodies),
    process: async (notification) => {
      processed.push(notification);
      return aReceipt({ id: notification.receiptId, state: 'recorded' });
    },
    bury: async ({ receiptId }, reason, why) => void buried.push([receiptId, reason, why]),
    defer: async (_, seconds) => void deferred.push(seconds),
    maxReceives: 4,
    logger,
  });
  return { take, bodies, processed, buried, deferred };
};

describe('taking a record from the queue', () => {
  it('processes a notification with its body', async () => {
    const { take, processed } = ready();

    await take(aRecord({ ...ENVELOPE, body: '{}' }));

    expect(processed).toEqual([{ ...ENVELOPE, body: '{}' }]);
  });

  it('fetches a body that was too large for the queue', async () => {
    const { take, bodies, processed } = ready();
    bodies.stored.set(`notifications/${RECEIPT}`, bytes({ ...ENVELOPE, body: 'x'.repeat(2_000_000) }));

    await take(aRecord({ ...ENVELOPE, claimed: true }));

    expect(processed[0]?.body).toHaveLength(2_000_000);
  });

  it.each([
    ['is not there any more', undefined],
    ['belongs to another receipt', bytes({ ...ENVELOPE, receiptId: `${RECEIPT.slice(0, -1)}2`, body: '{}' })],
    ['is itself a claim', bytes({ ...ENVELOPE, claimed: true })],
  ])('refuses a claim whose body %s', async (_, stored) => {
    const { take, bodies, processed, deferred } = ready();
    if (stored) bodies.stored.set(`notifications/${RECEIPT}`, stored);

    await expect(take(aRecord({ ...ENVELOPE, claimed: true }))).rejects.toMatchObject({ name: 'ContractViolation' });

    expect([processed, deferred]).toEqual([[], [1]]);
  });

  it('tries again when the body cannot be fetched, and buries it after the last try', async () => {
    const { take, bodies, buried, deferred } = ready();
    bodies.failing = new Error('bucket down');

    await expect(take(aRecord({ ...ENVELOPE, claimed: true }, 3))).rejects.toThrow('bucket down');
    const before = [...buried];
    await expect(take(aRecord({ ...ENVELOPE, claimed: true }, 4))).rejects.toThrow('bucket down');

    expect([before, buried.map(([receipt]) => receipt), deferred]).toEqual([[], [RECEIPT], [4, 0]]);
  });

  it.each([
    [new DependencyUnavailable('dynamodb', 'throttled'), 'intake_unavailable', 'dynamodb: throttled'],
    [new ContractViolation('unknown source: x'), 'intake_refused', 'unknown source: x'],
    [new TypeError('secret inside'), 'intake_unavailable', 'unexpected failure; it is in the log'],
  ])('buries with its reason: %s', async (error, reason, why) => {
    const { take, bodies, buried } = ready();
    bodies.failing = error;

    await expect(take(aRecord({ ...ENVELOPE, claimed: true }, 4))).rejects.toBe(error);

    expect(buried).toEqual([[RECEIPT, reason, why]]);
  });

  it('knows what was sent back, also when its body lies elsewhere', async () => {
    const { take, bodies, processed } = ready();
    const redrivenAt = '2026-03-02T11:00:00.000Z';
    bodies.stored.set(`notifications/${RECEIPT}`, bytes({ ...ENVELOPE, body: '{}' }));

    await take(aRecord({ ...ENVELOPE, body: '{}', redrivenAt }));
    await take(aRecord({ ...ENVELOPE, claimed: true, redrivenAt }));

    expect(processed.map((one) => one.redrivenAt)).toEqual([redrivenAt, redrivenAt]);
  });

  it.each(['', 'no json', '[]', { ...ENVELOPE }, { ...ENVELOPE, claimed: 'notifications/x' }, { claimed: true }])(
    'refuses %j as no notification',
    async (body) => {
      const { take, processed } = ready();

      await expect(take(aRecord(body))).rejects.toMatchObject({ name: 'ContractViolation' });

      expect(processed).toEqual([]);
    },
  );
});
