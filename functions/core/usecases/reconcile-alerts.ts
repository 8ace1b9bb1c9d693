import type { AlertmanagerPolicy } from '../domain/policy.ts';
import { type FeedNote, notedOf, toldWithin } from '../domain/reconciliation.ts';
import { type Instant, instant, secondsBetween } from '../domain/time.ts';
import type { AlertFeed } from '../ports/alert-feed.ts';
import type { Clock } from '../ports/clock.ts';
import type { Meter } from '../ports/meter.ts';
import type { Note } from '../ports/note.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { eachAlone } from './each-alone.ts';
import { type FindGoneDeps, makeFindGone } from './find-gone.ts';
import { type FindMissedDeps, makeFindMissed } from './find-missed.ts';
import type { PipelineAlarms } from './pipeline-alarms.ts';

export interface ReconcileDeps extends FindMissedDeps, FindGoneDeps {
  readonly feedOf: (alertmanager: AlertmanagerPolicy) => AlertFeed;
  readonly note: Note<FeedNote>;
  readonly alarms: PipelineAlarms;
  readonly meter: Meter;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

export type Reconciled =
  | {
      readonly outcome: 'compared';
      readonly listed: number;
      /** Groups in which something was found that nobody had told us of. */
      readonly missed: number;
      /** Alerts that are over without anybody having told us. */
      readonly gone: number;
      readonly unanswered: readonly string[];
    }
  /** The policy names no Alertmanager. */
  | { readonly outcome: 'not_configured' };

const SOURCE = 'alertmanager';
const CONDITION = 'alertmanager api';

/** Compares what Alertmanager holds to be firing with our record, and makes up for what was never told. */
export const makeReconcileAlerts = (deps: ReconcileDeps) => {
  const { store, policies, note, alarms, meter, clock } = deps;
  const findMissed = makeFindMissed(deps);
  const findGone = makeFindGone(deps);

  /** An API that does not answer concludes nothing about alerts; for too long, it is a trouble of its own. */
  const watchApi = (unanswered: readonly string[], { unansweredSince }: FeedNote, now: Instant, blind: number) => {
    if (unansweredSince === undefined) {
      return alarms.clear([{ condition: CONDITION, at: now }]);
    }
    if (secondsBetween(unansweredSince, now) < blind) return undefined;
    return alarms.raise({
      condition: CONDITION,
      name: 'AlertmanagerUnreachable',
      reason: 'feed_unreachable',
      since: unansweredSince,
      says: `Since ${unansweredSince} not every Alertmanager answers (now: ${unanswered.join(', ')}); missed alerts are not noticed.`,
    });
  };

  return async (): Promise<Reconciled> => {
    const { alertmanager, timings } = await policies.current();
    if (alertmanager === undefined) return { outcome: 'not_configured' };
    const now = instant(clock());
    const poll = await deps.feedOf(alertmanager).poll();
    const [held, noted] = await Promise.all([store.firing(SOURCE), note.read()]);
    const before = noted.value ?? { absent: {} };
    const alerts = held.map(({ alert }) => alert);
    const after = notedOf(poll, alerts, before, now);
    const { unanswered } = poll;
    if (unanswered.length > 0) meter.add('alertmanager_unanswered_total', unanswered.length);

    let missed = 0;
    let gone = 0;
    await eachAlone([
      findMissed(SOURCE, poll.alerts, held, now, { missedAfter: toldWithin(alertmanager, timings), ...timings }).then(
        (accepted) => {
          missed = accepted.filter(({ state }) => state === 'opened' || state === 'joined').length;
        },
      ),
      unanswered.length > 0
        ? Promise.resolve()
        : findGone(held, poll.alerts, after, now, alertmanager.resolveTimeout).then((count) => {
            gone = count;
          }),
      Promise.resolve(watchApi(unanswered, after, now, timings.blind)),
      note.write(after, noted.version).then(() => undefined),
    ]);
    if (missed > 0) meter.add('alerts_missed_total', missed);
    return { outcome: 'compared', listed: poll.alerts.length, missed, gone, unanswered };
  };
};

export type ReconcileAlerts = ReturnType<typeof makeReconcileAlerts>;
