import type { Alert } from '../../../../functions/core/domain/alert.ts';
import type { Policy } from '../../../../functions/core/domain/policy.ts';
import type { FeedNote, LiveAlert } from '../../../../functions/core/domain/reconciliation.ts';
import type { FollowedTroubles } from '../../../../functions/core/domain/troubles.ts';
import type { ListeningNote } from '../../../../functions/core/domain/watch-notes.ts';
import { makeAcceptNotification } from '../../../../functions/core/usecases/accept-notification.ts';
import { makeFollowTroubles } from '../../../../functions/core/usecases/follow-troubles.ts';
import { makePipelineAlarms } from '../../../../functions/core/usecases/pipeline-alarms.ts';
import { makeReconcileAlerts } from '../../../../functions/core/usecases/reconcile-alerts.ts';
import { makeSweepIncidents } from '../../../../functions/core/usecases/sweep-incidents.ts';
import { makeWatchDeadLetters } from '../../../../functions/core/usecases/watch-dead-letters.ts';
import { makeWatchHeartbeats } from '../../../../functions/core/usecases/watch-heartbeats.ts';
import { anAlert, aPolicy } from '../../../support/builders.ts';
import { inMemoryAlertFeed } from '../../../support/fakes/alert-feed.ts';
import { inMemoryDeadLetters } from '../../../support/fakes/dead-letters.ts';
import { inMemoryNote } from '../../../support/fakes/note.ts';
import { aStage } from './stage.ts';

export const GROUP = '{}:{service="checkout"}';

export const live = (part: Partial<Alert> = {}, otherwise: Partial<LiveAlert> = {}): LiveAlert => ({
  alert: anAlert(part),
  groupKey: GROUP,
  silenced: false,
  ...otherwise,
});

/** Told within 12 seconds; absent for 15 means over. */
export const POLICY: Policy = aPolicy({
  alertmanager: {
    urls: ['http://a:9093'],
    receiver: 'selfright',
    groupWait: 1,
    groupInterval: 1,
    silenceActions: false,
    resolveTimeout: 15,
  },
});

/** The watch over ourselves, over the fakes. */
export const watching = (policy: Policy = POLICY) => {
  const stage = aStage(policy);
  const feed = inMemoryAlertFeed();
  const deadLetters = inMemoryDeadLetters('notifications');
  const deps = { ...stage, feedOf: () => feed };
  const alarms = makePipelineAlarms(stage);
  stage.metrics.say('ALERTS', []);
  return {
    stage,
    feed,
    deadLetters,
    alarms,
    accept: makeAcceptNotification(stage),
    reconcile: makeReconcileAlerts({
      ...deps,
      alarms,
      accept: makeAcceptNotification(stage),
      note: inMemoryNote<FeedNote>(),
    }),
    heartbeats: makeWatchHeartbeats({ ...stage, alarms, listening: inMemoryNote<ListeningNote>() }),
    sweep: makeSweepIncidents(stage),
    dead: makeWatchDeadLetters({
      ...stage,
      deadLetters,
      follow: makeFollowTroubles({ ...stage, alarms, note: inMemoryNote<FollowedTroubles>() }),
    }),
  };
};
