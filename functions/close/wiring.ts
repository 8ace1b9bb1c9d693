import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { makeCloseIncident } from '../core/usecases/close-incident.ts';
import { dynamoDbClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });

export const close = makeCloseIncident({ store, clock });
