import type { Alert } from '../domain/alert.ts';
import type { IncidentId } from '../domain/incident.ts';
import { type FeedNote, firesAnew, isGone, type LiveAlert, mayBeSeriesOf } from '../domain/reconciliation.ts';
import type { Instant } from '../domain/time.ts';
import type { HeldAlert, IncidentStore } from '../ports/incident-store.ts';
import type { Metrics } from '../ports/metrics.ts';
import { eachAloneOf } from './each-alone.ts';
import { makeRecordResolved } from './record-resolved.ts';

export interface FindGoneDeps {
  readonly store: IncidentStore;
  readonly metrics: Metrics;
}

const ACTOR = 'keep-watch';
const FIRING = 'ALERTS{alertstate="firing"}';

/** Records as resolved what its source has not listed for long enough, unless Prometheus says that it fires. */
export const makeFindGone = ({ store, metrics }: FindGoneDeps) => {
  const recordResolved = makeRecordResolved(store, ACTOR);

  const resolve = (id: IncidentId, alerts: readonly Alert[], at: Instant): Promise<void> =>
    recordResolved(
      id,
      alerts.map((alert) => ({ ...alert, status: 'resolved', endsAt: at })),
      'absent_at_source',
    );

  /** `note` is what this poll leaves behind: who is in it, is absent now as well. */
  return async (
    held: readonly HeldAlert[],
    alerts: readonly LiveAlert[],
    note: FeedNote,
    now: Instant,
    resolveTimeout: number,
  ): Promise<number> => {
    const gone = held.filter(({ alert }) => isGone(alert, note, now, resolveTimeout));
    if (gone.length === 0) return 0;
    const series = await metrics.at(FIRING, new Date(now));
    const over = gone.filter(
      ({ alert }) => firesAnew(alert, alerts) || !series.some(({ labels }) => mayBeSeriesOf(alert, labels)),
    );
    const byIncident = Map.groupBy(over, ({ incident }) => incident.id);
    await eachAloneOf([...byIncident], 1, ([id, theirs]) =>
      resolve(
        id,
        theirs.map(({ alert }) => alert),
        now,
      ),
    );
    return over.length;
  };
};

export type FindGone = ReturnType<typeof makeFindGone>;
