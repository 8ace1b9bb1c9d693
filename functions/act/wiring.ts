import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoGate } from '../adapters/dynamodb/gate.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { serviceRunner } from '../adapters/http/call-service.ts';
import { lambdaActionRunner } from '../adapters/lambda/connector.ts';
import { eventSourceRunner } from '../adapters/lambda/event-source.ts';
import { postgresActionRunner } from '../adapters/postgres/connector.ts';
import { Connections, connectionsIn } from '../adapters/secrets/connections.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { makeRunAction } from '../core/usecases/run-action.ts';
import { dynamoDbClient, lambdaClient, secretsManagerClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const connections = jsonSecret(secretsManagerClient(), env.CONNECTIONS_SECRET_ARN, Connections, clock);

export const act = makeRunAction({
  store,
  gate: dynamoGate({ table, clock, digest: sha256 }),
  runners: [
    postgresActionRunner(connectionsIn(connections)),
    lambdaActionRunner(lambdaClient()),
    eventSourceRunner(lambdaClient()),
    serviceRunner({ keyOf: connectionsIn(connections), clock }),
  ],
  clock,
  leaseSeconds: env.LEASE_SECONDS,
});
