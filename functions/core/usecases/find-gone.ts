import type { IncidentId } from '../domain/incident.ts';
import { type FeedNote, firesAnew, goneSince, type LiveAlert, mayBeSeriesOf } from '../domain/reconciliation.ts';
import type { Instant } from '../domain/time.ts';
import type { HeldAlert, IncidentStore } from '../ports/incident-store.ts';
import type { Metrics } from '../ports/metrics.ts';
import { eachAloneOf } from './each-alone.ts';
import { makeRecordResolved } from './record-resolved.ts';

export interface FindGoneDeps {
  readonly store: IncidentStore;
  readonly metrics: Metrics;
}

interface Gone extends HeldAlert {
  readonly since: Instant;
}

const ACTOR = 'keep-watch';
const FIRING = 'ALERTS{alertstate="firing"}';

/** Records as resolved what no peer of its source has listed for long enough, unless Prometheus says that it fires. */
export const makeFindGone = ({ store, metrics }: FindGoneDeps) => {
  const recordResolved = makeRecordResolved(store, ACTOR);

  const resolve = (id: IncidentId, gone: readonly Gone[], at: Instant): Promise<void> =>
    recordResolved(
      id,
      gone.map(({ alert }) => ({ ...alert, status: 'resolved', endsAt: at })),
      'absent_at_source',
      {
        absentSince:
          gone
            .map(({ since }) => since)
            .toSorted()
            .at(-1) ?? at,
      },
    );

  /** `note` is what this poll leaves behind: who is in it, is absent now as well. */
  return async (
    held: readonly HeldAlert[],
    live: readonly LiveAlert[],
    note: FeedNote,
    now: Instant,
    resolveTimeout: number,
  ): Promise<number> => {
    const gone = held.flatMap((one): Gone[] => {
      const since = goneSince(one.alert, note, now, resolveTimeout);
      return since === undefined ? [] : [{ ...one, since }];
    });
    if (gone.length === 0) return 0;
    const series = await metrics.at(FIRING, new Date(now));
    const over = gone.filter(
      ({ alert }) => firesAnew(alert, live) || !series.some(({ labels }) => mayBeSeriesOf(alert, labels)),
    );
    const byIncident = Map.groupBy(over, ({ incident }) => incident.id);
    await eachAloneOf([...byIncident], 1, ([id, theirs]) => resolve(id, theirs, now));
    return over.length;
  };
};

export type FindGone = ReturnType<typeof makeFindGone>;
