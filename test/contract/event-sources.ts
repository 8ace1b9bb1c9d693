import { expect, it } from 'vitest';
import type { EventSources } from '../../functions/core/ports/event-sources.ts';

/** A function that is fed from one queue, and from no other. */
export interface EventSourcesSubject {
  readonly eventSources: EventSources;
  readonly functionName: string;
  readonly queueName: string;
  readonly enable: (enabled: boolean) => Promise<void>;
}

/** What every look at event sources promises. */
export const eventSourcesContract = (make: () => Promise<EventSourcesSubject> | EventSourcesSubject): void => {
  it.each([true, false])('tells whether what feeds a function is enabled: %s', async (enabled) => {
    const { eventSources, functionName, queueName, enable } = await make();
    await enable(enabled);

    const feed = await eventSources.feed(functionName, queueName);

    expect(feed).toEqual({ enabled, state: expect.stringMatching(/./) });
  });

  it('knows of nothing where another queue is asked for', async () => {
    const { eventSources, functionName, enable } = await make();
    await enable(true);

    const feed = await eventSources.feed(functionName, 'no-such-queue');

    expect(feed).toBeUndefined();
  });
};
