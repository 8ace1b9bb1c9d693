import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoAgentTasks } from '../adapters/dynamodb/agent-tasks.ts';
import { dynamoDeliveries } from '../adapters/dynamodb/deliveries.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoPushConfigs } from '../adapters/dynamodb/push-configs.ts';
import { s3Anchors } from '../adapters/s3/anchors.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { sqsWakes } from '../adapters/sqs/wakes.ts';
import { IntegrationSecrets } from '../core/contracts/secrets.ts';
import { makeDeliverIncident } from '../core/usecases/deliver-incident.ts';
import { dynamoDbClient, lambdaClient, secretsManagerClient, sqsClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { s3Client } from '../runtime/s3-client.ts';
import { Env } from './env.ts';
import { sinkFrom } from './sinks.ts';
import { makeTakeWake } from './take-wake.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const policies = dynamoPolicySource(table);
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const deliveries = dynamoDeliveries(table);

const { INVESTIGATOR_FUNCTION_ARN: investigatorArn } = env;

/** Loaded when one is to be woken, which is seldom. */
const investigator =
  investigatorArn === undefined
    ? undefined
    : async () => {
        const { investigatorSink } = await import('../adapters/lambda/investigator-sink.ts');
        return investigatorSink(lambdaClient(), investigatorArn);
      };

export const takeWake = makeTakeWake({
  deliver: makeDeliverIncident({
    store,
    deliveries,
    clock,
    sinkFor: sinkFrom({
      policy: () => policies.current(),
      store,
      deliveries,
      secrets: jsonSecret(secretsManagerClient(), env.INTEGRATIONS_SECRET_ARN, IntegrationSecrets, clock),
      anchors: s3Anchors(s3Client(), env.ANCHOR_BUCKET),
      peers: { configs: dynamoPushConfigs(table), tasks: dynamoAgentTasks(table) },
      investigator,
      digest: sha256,
      clock,
      consoleUrl: env.CONSOLE_URL,
    }),
    leaseSeconds: env.LEASE_SECONDS,
    budgetSeconds: env.BUDGET_SECONDS,
  }),
  wakes: sqsWakes(sqsClient(), env.WAKE_QUEUE_URL),
  logger: makeLogger('deliver'),
});
