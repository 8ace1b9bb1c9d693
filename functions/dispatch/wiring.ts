import { embeddedMeter } from '../adapters/cloudwatch/meter.ts';
import { dynamoDeliveries } from '../adapters/dynamodb/deliveries.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoTallies } from '../adapters/dynamodb/tallies.ts';
import { sqsWakes } from '../adapters/sqs/wakes.ts';
import { sinksOn } from '../core/domain/integrations.ts';
import { makeCountIncident } from '../core/usecases/count-incident.ts';
import { makeDispatchEntries } from '../core/usecases/dispatch-entries.ts';
import { dynamoDbClient, sqsClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const policies = dynamoPolicySource(table);

export const logger = makeLogger('dispatch');

export const dispatch = makeDispatchEntries({
  deliveries: dynamoDeliveries(table),
  wakes: sqsWakes(sqsClient(), env.WAKE_QUEUE_URL),
  sinks: async () => {
    const { integrations, investigator } = await policies.current();
    return [...sinksOn(integrations), ...(investigator === undefined ? [] : (['investigator'] as const))];
  },
  clock,
  count: makeCountIncident(dynamoTallies(table), embeddedMeter('dispatch')),
});
