import { embeddedMeter } from '../adapters/cloudwatch/meter.ts';
import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoDeliveries } from '../adapters/dynamodb/deliveries.ts';
import { dynamoFlapHistory } from '../adapters/dynamodb/flap-history.ts';
import { dynamoHeartbeats } from '../adapters/dynamodb/heartbeats.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoNote } from '../adapters/dynamodb/note.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { dynamoTallies } from '../adapters/dynamodb/tallies.ts';
import { dynamoTaskTokens } from '../adapters/dynamodb/task-tokens.ts';
import { dynamoHeldAlerts, dynamoWindows } from '../adapters/dynamodb/windows.ts';
import { prometheusMetrics } from '../adapters/prometheus/metrics.ts';
import { snsPager } from '../adapters/sns/pager.ts';
import { alertmanagerFeed } from '../adapters/sources/alertmanager/feed.ts';
import { alertmanagerSilences } from '../adapters/sources/alertmanager/silences.ts';
import { sqsDeadLetters } from '../adapters/sqs/dead-letters.ts';
import { sqsTimers } from '../adapters/sqs/timers.ts';
import { sqsWakes } from '../adapters/sqs/wakes.ts';
import { stepFunctionsExecutions } from '../adapters/step-functions/executions.ts';
import { stepFunctionsWaiting } from '../adapters/step-functions/waiting-workflow.ts';
import { stepFunctionsWorkflow } from '../adapters/step-functions/workflow.ts';
import { ulidIds } from '../adapters/ulid/ids.ts';
import { FeedNoteShape, FollowedTroublesShape, ListeningNoteShape, RoundNoteShape } from '../core/contracts/notes.ts';
import { makeAcceptNotification } from '../core/usecases/accept-notification.ts';
import { makeCloseWhenCalm } from '../core/usecases/close-when-calm.ts';
import { makeCountIncident } from '../core/usecases/count-incident.ts';
import { makeFollowTroubles } from '../core/usecases/follow-troubles.ts';
import { makeKeepWatch } from '../core/usecases/keep-watch.ts';
import { makeOpenAfterMaintenance } from '../core/usecases/open-after-maintenance.ts';
import { makePipelineAlarms } from '../core/usecases/pipeline-alarms.ts';
import { makeReconcileAlerts } from '../core/usecases/reconcile-alerts.ts';
import { makeRepeatEscalations } from '../core/usecases/repeat-escalations.ts';
import { makeSetRounds } from '../core/usecases/set-rounds.ts';
import { makeSettleApproval } from '../core/usecases/settle-approval.ts';
import { makeSilenceAlerts } from '../core/usecases/silence-alerts.ts';
import { makeSweepApprovals } from '../core/usecases/sweep-approvals.ts';
import { makeSweepIncidents } from '../core/usecases/sweep-incidents.ts';
import { makeSweepOutbox } from '../core/usecases/sweep-outbox.ts';
import { makeSweepTallies } from '../core/usecases/sweep-tallies.ts';
import { makeWatchDeadLetters } from '../core/usecases/watch-dead-letters.ts';
import { makeWatchHeartbeats } from '../core/usecases/watch-heartbeats.ts';
import { makeWithdrawQuestion } from '../core/usecases/withdraw-question.ts';
import { dynamoDbClient, sfnClient, snsClient, sqsClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const policies = dynamoPolicySource(table);
const deps = {
  store,
  policies,
  silence: makeSilenceAlerts({
    store,
    policies,
    silencesOf: ({ urls }) => alertmanagerSilences({ urls, clock }),
    clock,
  }),
  receipts: dynamoReceiptStore(table),
  workflow: stepFunctionsWorkflow(sfnClient(), env.STATE_MACHINE_ARN),
  pager: snsPager(snsClient(), env.ESCALATION_TOPIC_ARN),
  windows: dynamoWindows(table),
  held: dynamoHeldAlerts(table, sha256),
  flaps: dynamoFlapHistory(table, sha256),
  meter: embeddedMeter('keep-watch'),
  ids: ulidIds(),
  clock,
};
const timers = sqsTimers(sqsClient(), env.TIMER_QUEUE_URL, clock);
const alarms = makePipelineAlarms(deps);

const accept = makeAcceptNotification(deps);

export const setRounds = makeSetRounds({ ...deps, timers });

export const keepWatch = makeKeepWatch({
  parts: {
    reconcile: makeReconcileAlerts({
      ...deps,
      alarms,
      accept,
      feedOf: alertmanagerFeed,
      metrics: prometheusMetrics({ url: env.PROMETHEUS_URL }),
      note: dynamoNote(table, 'alertmanager', FeedNoteShape),
    }),
    heartbeats: makeWatchHeartbeats({
      ...deps,
      alarms,
      heartbeats: dynamoHeartbeats(table),
      listening: dynamoNote(table, 'listening', ListeningNoteShape),
    }),
    maintenance: makeOpenAfterMaintenance({ ...deps, accept }),
    sweep: makeSweepIncidents({ ...deps, executions: stepFunctionsExecutions(sfnClient(), env.STATE_MACHINE_ARN) }),
    approvals: makeSweepApprovals({
      ...deps,
      withdraw: makeWithdrawQuestion({ ...deps, timers }),
      settle: makeSettleApproval({
        ...deps,
        tokens: dynamoTaskTokens(table, clock),
        waiting: stepFunctionsWaiting(sfnClient()),
      }),
    }),
    calm: makeCloseWhenCalm(deps),
    escalations: makeRepeatEscalations(deps),
    outbox: makeSweepOutbox({
      deliveries: dynamoDeliveries(table),
      wakes: sqsWakes(sqsClient(), env.WAKE_QUEUE_URL),
      clock,
    }),
    tallies: makeSweepTallies({ ...deps, count: makeCountIncident(dynamoTallies(table), deps.meter) }),
    deadLetters: makeWatchDeadLetters({
      ...deps,
      deadLetters: sqsDeadLetters(sqsClient(), env.DEAD_LETTER_QUEUES),
      follow: makeFollowTroubles({ alarms, clock, note: dynamoNote(table, 'dead-letters', FollowedTroublesShape) }),
    }),
  },
  note: dynamoNote(table, 'round', RoundNoteShape),
  clock,
  leaseSeconds: env.LEASE_SECONDS,
});
