import { cloudFormationChanges } from '../adapters/cloudformation/changes.ts';
import { cloudWatchSeries } from '../adapters/cloudwatch/series.ts';
import { cloudWatchLogs } from '../adapters/cloudwatch-logs/logs.ts';
import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoReportedChanges } from '../adapters/dynamodb/changes.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { httpProbe } from '../adapters/http/probe.ts';
import { lambdaChanges } from '../adapters/lambda/changes.ts';
import { lambdaEventSources } from '../adapters/lambda/event-sources.ts';
import { lambdaReleases } from '../adapters/lambda/releases.ts';
import { postgresLocks } from '../adapters/postgres/locks.ts';
import { postgresSessions } from '../adapters/postgres/sessions.ts';
import { prometheusMetrics } from '../adapters/prometheus/metrics.ts';
import { Connections, connectionsIn } from '../adapters/secrets/connections.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { sqsTimers } from '../adapters/sqs/timers.ts';
import { ssmParameterHistory } from '../adapters/ssm/parameters.ts';
import { RUNBOOKS } from '../core/runbooks/index.ts';
import { makeAwaitCalm } from '../core/usecases/await-calm.ts';
import { makeDiagnoseIncident } from '../core/usecases/diagnose-incident.ts';
import { makeDiagnoseWhenCalm } from '../core/usecases/diagnose-when-calm.ts';
import {
  cloudFormationClient,
  cloudWatchClient,
  cloudWatchLogsClient,
  dynamoDbClient,
  lambdaClient,
  secretsManagerClient,
  sqsClient,
  ssmClient,
} from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { patience } from '../runtime/patience.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const connections = jsonSecret(secretsManagerClient(), env.CONNECTIONS_SECRET_ARN, Connections, clock);

const policies = dynamoPolicySource(table);

const diagnoseNow = makeDiagnoseIncident({
  store,
  policies,
  metrics: prometheusMetrics({ url: env.PROMETHEUS_URL }),
  logs: cloudWatchLogs(cloudWatchLogsClient()),
  seriesSources: [cloudWatchSeries(cloudWatchClient())],
  sessions: postgresSessions(connectionsIn(connections)),
  releases: lambdaReleases(lambdaClient()),
  locks: postgresLocks(connectionsIn(connections)),
  eventSources: lambdaEventSources(lambdaClient()),
  parameters: ssmParameterHistory(ssmClient()),
  probe: httpProbe(clock),
  runbooks: RUNBOOKS,
  changes: dynamoReportedChanges(table),
  changeSources: [lambdaChanges(lambdaClient()), cloudFormationChanges(cloudFormationClient())],
  clock,
  patience,
});

export const diagnose = makeDiagnoseWhenCalm({
  store,
  timers: sqsTimers(sqsClient(), env.TIMER_QUEUE_URL, clock),
  awaitCalm: makeAwaitCalm({ store, policies, clock }),
  diagnose: diagnoseNow,
});
