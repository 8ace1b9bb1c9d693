import { expect, it } from 'vitest';
import type { LiveAlert } from '../../functions/core/domain/reconciliation.ts';
import type { AlertFeed } from '../../functions/core/ports/alert-feed.ts';
import { anAlert } from '../support/builders.ts';

export interface AlertFeedSubject {
  readonly feed: AlertFeed;
  /** What each of two peers lists; `silent` does not answer. */
  readonly peers: (first: Peer, second: Peer) => Promise<void> | void;
}

type Peer = readonly LiveAlert[] | 'silent';

const live = (part: Partial<LiveAlert> = {}): LiveAlert => ({
  alert: anAlert(),
  groupKey: '{}:{service="checkout"}',
  silenced: false,
  ...part,
});

/** What every feed of alerts promises. */
export const alertFeedContract = (make: () => Promise<AlertFeedSubject> | AlertFeedSubject): void => {
  it('lists what any peer lists, each once', async () => {
    const { feed, peers } = await make();
    const other = live({ alert: anAlert({ fingerprint: 'ffffffffffffffff' }) });
    await peers([live()], [live(), other]);

    expect(await feed.poll()).toEqual({ alerts: [live(), other], unanswered: [] });
  });

  it('counts as silenced what one peer knows to be', async () => {
    const { feed, peers } = await make();
    await peers([live()], [live({ silenced: true })]);

    expect((await feed.poll()).alerts).toEqual([live({ silenced: true })]);
  });

  it('names a peer that does not answer, and still lists what the other says', async () => {
    const { feed, peers } = await make();
    await peers('silent', [live()]);

    const poll = await feed.poll();

    expect(poll.alerts).toEqual([live()]);
    expect(poll.unanswered).toHaveLength(1);
  });

  it('tells nothing firing from nobody answering', async () => {
    const { feed, peers } = await make();
    await peers([], []);
    const calm = await feed.poll();
    await peers('silent', 'silent');

    expect(calm).toEqual({ alerts: [], unanswered: [] });
    expect((await feed.poll()).unanswered).toHaveLength(2);
  });
};
