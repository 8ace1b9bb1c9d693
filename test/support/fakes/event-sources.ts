import type { EventSources, Feed } from '../../../functions/core/ports/event-sources.ts';

export interface InMemoryEventSources extends EventSources {
  /** What feeds a function, by its name. */
  readonly feeds: Map<string, Feed>;
}

export const inMemoryEventSources = (): InMemoryEventSources => {
  const feeds = new Map<string, Feed>();
  return { feeds, feed: async (functionName) => feeds.get(functionName) };
};
