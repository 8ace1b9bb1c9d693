import type { LiveAlert } from '../../../functions/core/domain/reconciliation.ts';
import type { AlertFeed } from '../../../functions/core/ports/alert-feed.ts';

/** A feed of peers; one without alerts to list is silent. */
export interface InMemoryAlertFeed extends AlertFeed {
  readonly peers: Map<string, readonly LiveAlert[] | 'silent'>;
}

export const inMemoryAlertFeed = (peers: Record<string, readonly LiveAlert[] | 'silent'> = {}): InMemoryAlertFeed => {
  const fake: InMemoryAlertFeed = {
    peers: new Map(Object.entries(peers)),
    poll: async () => {
      const all = [...fake.peers];
      const alerts = all.flatMap(([, listed]) => (listed === 'silent' ? [] : listed));
      return {
        alerts: [...new Map(alerts.map((one) => [`${one.alert.fingerprint} ${one.alert.startsAt}`, one])).values()],
        unanswered: all.filter(([, listed]) => listed === 'silent').map(([peer]) => peer),
      };
    },
  };
  return fake;
};
