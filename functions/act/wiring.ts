import { setTimeout as delay } from 'node:timers/promises';
import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoGate } from '../adapters/dynamodb/gate.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { httpActionRunner, httpTargets } from '../adapters/http/connector.ts';
import { lambdaActionRunner, lambdaTargets } from '../adapters/lambda/connector.ts';
import { eventSourceRunner, eventSourceTargets } from '../adapters/lambda/switch-mapping.ts';
import { postgresActionRunner, postgresTargets } from '../adapters/postgres/connector.ts';
import { Connections, connectionsIn } from '../adapters/secrets/connections.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { queueRunner, queueTargets } from '../adapters/sqs/move-messages.ts';
import { documentRunner, documentTargets } from '../adapters/ssm/run-document.ts';
import { parameterRunner, parameterTargets } from '../adapters/ssm/set-parameter.ts';
import { makeRollBack } from '../core/usecases/roll-back.ts';
import { makeRunAction } from '../core/usecases/run-action.ts';
import { dynamoDbClient, lambdaClient, secretsManagerClient, sqsClient, ssmClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { patience } from '../runtime/patience.ts';
import { Env } from './env.ts';

/** Rest between two looks at a document that runs. */
const DOCUMENT_LOOK_MS = 1_000;

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const connections = jsonSecret(secretsManagerClient(), env.CONNECTIONS_SECRET_ARN, Connections, clock);

const signing = { keyOf: connectionsIn(connections), clock };

const deps = {
  store,
  policies: dynamoPolicySource(table),
  gate: dynamoGate({ table, clock, digest: sha256 }),
  runners: [
    postgresActionRunner(connectionsIn(connections)),
    lambdaActionRunner(lambdaClient()),
    eventSourceRunner(lambdaClient()),
    httpActionRunner(signing),
    parameterRunner(ssmClient()),
    queueRunner(sqsClient()),
    documentRunner(ssmClient(), () => delay(DOCUMENT_LOOK_MS)),
  ],
  readers: [
    postgresTargets(connectionsIn(connections)),
    lambdaTargets(lambdaClient()),
    eventSourceTargets(lambdaClient()),
    httpTargets(signing),
    parameterTargets(ssmClient()),
    queueTargets(sqsClient()),
    documentTargets(ssmClient()),
  ],
  patience,
  clock,
  leaseSeconds: env.LEASE_SECONDS,
};

export const act = makeRunAction(deps);
export const rollBack = makeRollBack(deps);
