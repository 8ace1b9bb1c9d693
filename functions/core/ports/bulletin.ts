import type { Card } from '../domain/card.ts';
import type { Storm } from '../domain/storm.ts';
import type { TimelineEntry } from '../domain/timeline.ts';

/** A place that only takes notices: none is edited, answered or found again. Unreachable is `DependencyUnavailable`. */
export interface Bulletin {
  post(card: Card, entry: TimelineEntry): Promise<void>;
  /** One notice for all that opened in a storm. */
  postDigest(storm: Storm): Promise<void>;
}
