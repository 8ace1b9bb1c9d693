import { firingKey, type LiveAlert } from '../../../functions/core/domain/reconciliation.ts';
import type { AlertFeed } from '../../../functions/core/ports/alert-feed.ts';

/** A feed of peers; one that is silent does not answer. */
export interface InMemoryAlertFeed extends AlertFeed {
  readonly peers: Map<string, readonly LiveAlert[] | 'silent'>;
}

export const inMemoryAlertFeed = (): InMemoryAlertFeed => {
  const peers: InMemoryAlertFeed['peers'] = new Map();
  return {
    peers,
    poll: async () => {
      const all = [...peers];
      const listed = all.flatMap(([, one]) => (one === 'silent' ? [] : one));
      const silenced = new Set(listed.filter((one) => one.silenced).map(({ alert }) => firingKey(alert)));
      const once = new Map(listed.map((one) => [firingKey(one.alert), one]));
      return {
        alerts: [...once].map(([key, one]) => ({ ...one, silenced: silenced.has(key) })),
        unanswered: all.filter(([, one]) => one === 'silent').map(([peer]) => peer),
      };
    },
  };
};
