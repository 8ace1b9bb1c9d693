import { describe } from 'vitest';
import { inMemoryNotificationQueue } from '../support/fakes/notification-queue.ts';
import { notificationQueueContract } from './notification-queue.ts';

describe('notification queue in memory', () =>
  notificationQueueContract(() => {
    const queue = inMemoryNotificationQueue();
    return { queue, take: async () => queue.waiting.shift() };
  }));
