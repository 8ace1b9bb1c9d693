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
import { alertmanagerSilences } from '../adapters/sources/alertmanager/silences.ts';
import { queueRunner, queueTargets } from '../adapters/sqs/move-messages.ts';
import { documentRunner, documentTargets } from '../adapters/ssm/run-document.ts';
import { parameterRunner, parameterTargets } from '../adapters/ssm/set-parameter.ts';
import { type Credentials, clientsInSessions, sessionOf } from '../adapters/sts/sessions.ts';
import { makeRollBack } from '../core/usecases/roll-back.ts';
import { makeRunAction } from '../core/usecases/run-action.ts';
import { makeSilenceAlerts } from '../core/usecases/silence-alerts.ts';
import {
  dynamoDbClient,
  lambdaClientAs,
  secretsManagerClientAs,
  sqsClientAs,
  ssmClientAs,
  stsClient,
} from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { patience } from '../runtime/patience.ts';
import { Env, Here } from './env.ts';

/** Rest between two looks at a document that runs. */
const DOCUMENT_LOOK_MS = 1_000;

const env = readConfig(Env);
const { AWS_REGION: region } = readConfig(Here);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });

/** Each connector has a role of its own, and acts in sessions of it that are narrowed to the call. */
const inSessions = <C>(roleArn: string, make: (credentials: Credentials) => C) =>
  clientsInSessions({ sts: stsClient(), roleArn, region }, make);
const lambda = inSessions(env.LAMBDA_ROLE_ARN, lambdaClientAs);
const eventSource = inSessions(env.EVENT_SOURCE_ROLE_ARN, lambdaClientAs);
const queue = inSessions(env.QUEUE_ROLE_ARN, sqsClientAs);
const parameter = inSessions(env.PARAMETER_ROLE_ARN, ssmClientAs);
const document = inSessions(env.SSM_ROLE_ARN, ssmClientAs);

/** Databases and services know no roles of AWS; what these may do is to read the credentials that are used there. */
const connectionsAs = (roleArn: string, name: string) => {
  const client = secretsManagerClientAs(sessionOf(stsClient(), roleArn, name));
  return connectionsIn(jsonSecret(client, env.CONNECTIONS_SECRET_ARN, Connections, clock));
};
const databases = connectionsAs(env.POSTGRES_ROLE_ARN, 'postgres');
const signing = { keyOf: connectionsAs(env.HTTP_ROLE_ARN, 'http'), clock };

const policies = dynamoPolicySource(table);

const deps = {
  store,
  policies,
  gate: dynamoGate({ table, clock, digest: sha256 }),
  runners: [
    postgresActionRunner(databases),
    lambdaActionRunner(lambda),
    eventSourceRunner(eventSource),
    httpActionRunner(signing),
    parameterRunner(parameter),
    queueRunner(queue),
    documentRunner(document, () => delay(DOCUMENT_LOOK_MS)),
  ],
  readers: [
    postgresTargets(databases),
    lambdaTargets(lambda),
    eventSourceTargets(eventSource),
    httpTargets(signing),
    parameterTargets(parameter),
    queueTargets(queue),
    documentTargets(document),
  ],
  patience,
  silence: makeSilenceAlerts({
    store,
    policies,
    silencesOf: ({ urls }) => alertmanagerSilences({ urls, clock }),
    clock,
  }),
  clock,
  leaseSeconds: env.LEASE_SECONDS,
};

export const act = makeRunAction(deps);
export const rollBack = makeRollBack(deps);
