import { expect, it } from 'vitest';
import type { NotificationQueue, QueuedNotification } from '../../functions/core/ports/notification-queue.ts';

export interface QueueSubject {
  readonly queue: NotificationQueue;
  /** Takes the next notification out. */
  readonly take: () => Promise<QueuedNotification | undefined>;
}

const NOTIFICATION: QueuedNotification = {
  receiptId: 'RCP-01KJQ000000000000000000001',
  source: 'alertmanager',
  receivedAt: '2026-03-02T10:00:00.000Z',
  body: '{"alerts": []}',
};

/** What every queue of notifications promises. */
export const notificationQueueContract = (make: () => Promise<QueueSubject> | QueueSubject): void => {
  it('keeps a notification until it is taken', async () => {
    const { queue, take } = await make();

    await queue.put(NOTIFICATION);

    expect(await take()).toEqual(NOTIFICATION);
  });

  it('keeps a body of any characters exactly', async () => {
    const { queue, take } = await make();
    const body = 'control \u0000\u001f, none \uFFFE\uFFFF, pair 🛶, alone \ud800, quotes "\\"';

    await queue.put({ ...NOTIFICATION, body });

    expect((await take())?.body).toBe(body);
  });

  it.each([
    ['4,000,000 bytes', 'x'.repeat(4_000_000)],
    ['900,000 quotes, which a message would hold twice', '"'.repeat(900_000)],
    ['characters that are escaped, and more than a message holds', '\uFFFE\ud800'.repeat(200_000)],
  ])('keeps a body of %s', async (_, body) => {
    const { queue, take } = await make();

    await queue.put({ ...NOTIFICATION, body });

    expect((await take())?.body === body).toBe(true);
  });

  it('keeps a body of 900,000 bytes', async () => {
    const { queue, take } = await make();
    const body = JSON.stringify({ text: 'x'.repeat(899_980) });

    await queue.put({ ...NOTIFICATION, body });

    expect((await take())?.body).toHaveLength(body.length);
  });
};
