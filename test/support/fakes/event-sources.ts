import type { EventSources, Feed } from '../../../functions/core/ports/event-sources.ts';

export interface InMemoryEventSources extends EventSources {
  /** Feeds a function from a queue, or pauses that. */
  set(functionName: string, queueName: string, enabled: boolean): void;
}

export const inMemoryEventSources = (): InMemoryEventSources => {
  const feeds = new Map<string, Feed>();
  const keyOf = (functionName: string, queueName: string) => `${queueName}>${functionName}`;
  return {
    set: (functionName, queueName, enabled) => {
      feeds.set(keyOf(functionName, queueName), { enabled, state: enabled ? 'Enabled' : 'Disabled' });
    },
    feed: async (functionName, queueName) => feeds.get(keyOf(functionName, queueName)),
  };
};
