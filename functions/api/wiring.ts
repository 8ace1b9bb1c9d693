import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoBrakes } from '../adapters/dynamodb/brakes.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { OperatorTokens } from '../core/contracts/secrets.ts';
import { dynamoDbClient, secretsManagerClient } from '../runtime/clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { holderOf } from '../runtime/tokens.ts';
import { makeApi } from './api.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const tokens = jsonSecret(secretsManagerClient(), env.OPERATOR_TOKENS_ARN, OperatorTokens, systemClock);

export const logger = makeLogger('api');

export const api = makeApi({
  incidents: dynamoIncidentStore({ table, clock: systemClock, digest: sha256 }),
  receipts: dynamoReceiptStore(table),
  brakes: dynamoBrakes(table),
  policies: dynamoPolicySource(table),
  clock: systemClock,
  holder: (token) => tokens.find((all) => holderOf(token, all)),
  log: logger,
});
