import { describe } from 'vitest';
import { inMemoryAlertFeed } from '../support/fakes/alert-feed.ts';
import { alertFeedContract } from './alert-feed.ts';

describe('alert feed in memory', () =>
  alertFeedContract(() => {
    const feed = inMemoryAlertFeed();
    return { feed, peers: (first, second) => void feed.peers.set('a', first).set('b', second) };
  }));
