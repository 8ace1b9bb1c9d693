import { describe } from 'vitest';
import { inMemoryEventSources } from '../support/fakes/event-sources.ts';
import { eventSourcesContract } from './event-sources.ts';

describe('event sources in memory', () =>
  eventSourcesContract(() => {
    const eventSources = inMemoryEventSources();
    return {
      eventSources,
      functionName: 'ship',
      queueName: 'parcels',
      enable: async (enabled) => {
        eventSources.set('ship', 'parcels', enabled);
      },
    };
  }));
