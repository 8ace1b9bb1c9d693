import { embeddedMeter } from '../adapters/cloudwatch/meter.ts';
import { dynamoNote } from '../adapters/dynamodb/note.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { webhookDrill } from '../adapters/http/drill.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { DrillNoteShape } from '../core/contracts/notes.ts';
import { SourceSecrets } from '../core/contracts/secrets.ts';
import { ContractViolation } from '../core/domain/errors.ts';
import { DRILL } from '../core/domain/heartbeat.ts';
import { makeRunDrill } from '../core/usecases/run-drill.ts';
import { dynamoDbClient, secretsManagerClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const secrets = jsonSecret(secretsManagerClient(), env.SOURCE_SECRETS_ARN, SourceSecrets, clock);

const secret = async (): Promise<string> => {
  const first = await secrets.find((all) => [all[DRILL.source] ?? []].flat()[0]);
  if (first !== undefined) return first;
  throw new ContractViolation(`the source secrets have none for ${DRILL.source}`, {
    remedy: `put a secret for ${DRILL.source} into the source secrets`,
  });
};

export const runDrill = makeRunDrill({
  drill: webhookDrill({ apiUrl: env.API_URL.replace(/\/$/, ''), secret }),
  receipts: dynamoReceiptStore(table),
  note: dynamoNote(table, 'drill', DrillNoteShape),
  meter: embeddedMeter('drill'),
  policies: dynamoPolicySource(table),
  clock,
});
