import type { NotificationQueue, QueuedNotification } from '../../../functions/core/ports/notification-queue.ts';

/** A queue that a test can look into. */
export interface InMemoryNotificationQueue extends NotificationQueue {
  readonly waiting: QueuedNotification[];
  /** Every put fails with this while it is set. */
  failing: Error | undefined;
}

export const inMemoryNotificationQueue = (): InMemoryNotificationQueue => {
  const fake: InMemoryNotificationQueue = {
    waiting: [],
    failing: undefined,
    put: async (notification) => {
      if (fake.failing) throw fake.failing;
      fake.waiting.push(notification);
    },
  };
  return fake;
};
