import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoBrakes } from '../adapters/dynamodb/brakes.ts';
import { dynamoGrants } from '../adapters/dynamodb/grants.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoTries } from '../adapters/dynamodb/tries.ts';
import { dynamoWindows } from '../adapters/dynamodb/windows.ts';
import { httpTargets } from '../adapters/http/connector.ts';
import { httpProbe } from '../adapters/http/probe.ts';
import { lambdaTargets } from '../adapters/lambda/connector.ts';
import { lambdaEventSources } from '../adapters/lambda/event-sources.ts';
import { lambdaReleases } from '../adapters/lambda/releases.ts';
import { eventSourceTargets } from '../adapters/lambda/switch-mapping.ts';
import { postgresTargets } from '../adapters/postgres/connector.ts';
import { postgresLocks } from '../adapters/postgres/locks.ts';
import { postgresSessions } from '../adapters/postgres/sessions.ts';
import { prometheusMetrics } from '../adapters/prometheus/metrics.ts';
import { Connections, connectionsIn } from '../adapters/secrets/connections.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { queueTargets } from '../adapters/sqs/move-messages.ts';
import { ssmParameterHistory } from '../adapters/ssm/parameters.ts';
import { documentTargets } from '../adapters/ssm/run-document.ts';
import { parameterTargets } from '../adapters/ssm/set-parameter.ts';
import { RUNBOOKS } from '../core/runbooks/index.ts';
import { makeDryRunPlan } from '../core/usecases/dry-run-plan.ts';
import { makePlanMitigation, type PlanDeps } from '../core/usecases/plan-mitigation.ts';
import { dynamoDbClient, lambdaClient, secretsManagerClient, sqsClient, ssmClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const connections = jsonSecret(secretsManagerClient(), env.CONNECTIONS_SECRET_ARN, Connections, clock);

const deps: PlanDeps = {
  store,
  policies: dynamoPolicySource(table),
  brakes: dynamoBrakes(table),
  windows: dynamoWindows(table),
  tries: dynamoTries(table, sha256),
  grants: dynamoGrants(table),
  metrics: prometheusMetrics({ url: env.PROMETHEUS_URL }),
  sessions: postgresSessions(connectionsIn(connections)),
  releases: lambdaReleases(lambdaClient()),
  locks: postgresLocks(connectionsIn(connections)),
  eventSources: lambdaEventSources(lambdaClient()),
  parameters: ssmParameterHistory(ssmClient()),
  probe: httpProbe(clock),
  readers: [
    postgresTargets(connectionsIn(connections)),
    lambdaTargets(lambdaClient),
    eventSourceTargets(lambdaClient),
    httpTargets({ keyOf: connectionsIn(connections), clock }),
    parameterTargets(ssmClient),
    queueTargets(sqsClient),
    documentTargets(ssmClient),
  ],
  runbooks: RUNBOOKS,
  clock,
  digest: sha256,
};

export const plan = makePlanMitigation(deps);
export const dryRun = makeDryRunPlan(deps);
