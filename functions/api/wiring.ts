import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoAgentCalls } from '../adapters/dynamodb/agent-calls.ts';
import { dynamoBrakes } from '../adapters/dynamodb/brakes.ts';
import { dynamoReportedChanges } from '../adapters/dynamodb/changes.ts';
import { dynamoDeliveries } from '../adapters/dynamodb/deliveries.ts';
import { dynamoGrants } from '../adapters/dynamodb/grants.ts';
import { dynamoHeartbeats } from '../adapters/dynamodb/heartbeats.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoInvestigations } from '../adapters/dynamodb/investigations.ts';
import { dynamoNote } from '../adapters/dynamodb/note.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoQuarantine } from '../adapters/dynamodb/quarantine.ts';
import { dynamoReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { dynamoTallies } from '../adapters/dynamodb/tallies.ts';
import { dynamoTargetLocks } from '../adapters/dynamodb/target-locks.ts';
import { dynamoTaskTokens } from '../adapters/dynamodb/task-tokens.ts';
import { dynamoWindows } from '../adapters/dynamodb/windows.ts';
import { oidcTokenChecks } from '../adapters/oidc/token-checks.ts';
import { prometheusMetrics } from '../adapters/prometheus/metrics.ts';
import { lateBodyStore } from '../adapters/s3/late-body-store.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { snsPager } from '../adapters/sns/pager.ts';
import { alertmanagerSilences } from '../adapters/sources/alertmanager/silences.ts';
import { rereadNotification } from '../adapters/sources/reread.ts';
import { sqsNotificationQueue } from '../adapters/sqs/notification-queue.ts';
import { sqsQueueDepth } from '../adapters/sqs/queue-depth.ts';
import { sqsTimers } from '../adapters/sqs/timers.ts';
import { stepFunctionsWaiting } from '../adapters/step-functions/waiting-workflow.ts';
import { stepFunctionsWorkflow } from '../adapters/step-functions/workflow.ts';
import { ulidIds } from '../adapters/ulid/ids.ts';
import { DrillNoteShape, ListeningNoteShape } from '../core/contracts/notes.ts';
import { RoundStateOfNote } from '../core/contracts/pipeline.ts';
import { OperatorTokens } from '../core/contracts/secrets.ts';
import { makeDecideApproval } from '../core/usecases/decide-approval.ts';
import { makeKnowCaller } from '../core/usecases/know-caller.ts';
import { makeReadPipeline } from '../core/usecases/read-pipeline.ts';
import { makeReceiveNotification } from '../core/usecases/receive-notification.ts';
import { makeReplayQuarantined } from '../core/usecases/replay-quarantined.ts';
import { makeSettleApproval } from '../core/usecases/settle-approval.ts';
import { makeSettleAtOnce } from '../core/usecases/settle-at-once.ts';
import { makeSilenceAlerts } from '../core/usecases/silence-alerts.ts';
import {
  dynamoDbClient,
  patientLambdaClient,
  secretsManagerClient,
  sfnClient,
  snsClient,
  sqsClient,
} from '../runtime/clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { holderOf } from '../runtime/tokens.ts';
import { type ApiDeps, makeApi } from './api.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const tokens = jsonSecret(secretsManagerClient(), env.OPERATOR_TOKENS_ARN, OperatorTokens, systemClock);

const bodies = lateBodyStore(async () => {
  const [{ s3BodyStore }, { s3Client }] = await Promise.all([
    import('../adapters/s3/body-store.ts'),
    import('../runtime/s3-client.ts'),
  ]);
  return s3BodyStore(s3Client(), env.BODY_BUCKET);
});
const records = { receipts: dynamoReceiptStore(table), ids: ulidIds(), clock: systemClock };
const policies = dynamoPolicySource(table);
const incidents = dynamoIncidentStore({ table, clock: systemClock, digest: sha256 });
const approving = { store: incidents, clock: systemClock };
const settle = makeSettleApproval({
  ...approving,
  tokens: dynamoTaskTokens(table, systemClock),
  waiting: stepFunctionsWaiting(sfnClient()),
});
const quarantine = dynamoQuarantine(table, bodies);

export const logger = makeLogger('api');

const deps = {
  incidents,
  deliveries: dynamoDeliveries(table),
  receipts: records.receipts,
  quarantine,
  replay: makeReplayQuarantined({
    quarantine,
    read: rereadNotification,
    receive: makeReceiveNotification({
      ...records,
      queue: sqsNotificationQueue(sqsClient(), env.QUEUE_URL, bodies),
    }),
    settle: makeSettleAtOnce(records),
    clock: systemClock,
  }),
  decide: makeDecideApproval({
    ...approving,
    settle,
    timers: sqsTimers(sqsClient(), env.TIMER_QUEUE_URL, systemClock),
  }),
  brakes: dynamoBrakes(table),
  targetLocks: dynamoTargetLocks({ table, clock: systemClock, digest: sha256 }),
  workflow: stepFunctionsWorkflow(sfnClient(), env.STATE_MACHINE_ARN),
  dryRuns: {
    // Loaded when somebody asks: most people do not.
    of: async (id) => {
      const { lambdaDryRuns } = await import('../adapters/lambda/dry-runs.ts');
      return lambdaDryRuns(patientLambdaClient(), env.PLAN_FUNCTION_ARN).of(id);
    },
  },
  windows: dynamoWindows(table),
  grants: dynamoGrants(table),
  changes: dynamoReportedChanges(table),
  ids: records.ids,
  policies,
  metrics: prometheusMetrics({ url: env.PROMETHEUS_URL }),
  agentCalls: dynamoAgentCalls(table, sha256),
  investigations: dynamoInvestigations(table),
  tallies: dynamoTallies(table),
  pipeline: makeReadPipeline({
    depth: sqsQueueDepth(sqsClient(), env.QUEUE_URL),
    round: dynamoNote(table, 'round', RoundStateOfNote),
    drill: dynamoNote(table, 'drill', DrillNoteShape),
    listening: dynamoNote(table, 'listening', ListeningNoteShape),
    heartbeats: dynamoHeartbeats(table),
    quarantine,
    policies,
    clock: systemClock,
  }),
  pager: snsPager(snsClient(), env.ESCALATION_TOPIC_ARN),
  silence: makeSilenceAlerts({
    store: incidents,
    policies,
    silencesOf: ({ urls }) => alertmanagerSilences({ urls, clock: systemClock }),
    clock: systemClock,
  }),
  clock: systemClock,
  digest: sha256,
  log: logger,
} satisfies Omit<ApiDeps, 'holder'>;

export const api = makeApi({
  ...deps,
  holder: makeKnowCaller({
    ours: (token) => tokens.find((all) => holderOf(token, all)),
    checks: oidcTokenChecks(systemClock),
    policies,
  }),
});

/** The same API for whoever may invoke this Lambda, who needs no token and may only look. */
export const apiToLookAt = makeApi({ ...deps, holder: async () => ({ subject: 'investigator', role: 'viewer' }) });
