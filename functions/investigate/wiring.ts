import { randomUUID } from 'node:crypto';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { bedrockModel } from '../adapters/bedrock/model.ts';
import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoInvestigations } from '../adapters/dynamodb/investigations.ts';
import { dynamoNote } from '../adapters/dynamodb/note.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { invokedFetch } from '../adapters/lambda/invoked-fetch.ts';
import { deskOf } from '../adapters/operator-api/desk.ts';
import { WaveShape } from '../core/contracts/investigation-wave.ts';
import { ContractViolation } from '../core/domain/errors.ts';
import { RUNBOOKS } from '../core/runbooks/index.ts';
import { makeKeepInvestigation } from '../core/usecases/keep-investigation.ts';
import { makeTakeUpInvestigation } from '../core/usecases/take-up-investigation.ts';
import { dynamoDbClient, patientLambdaClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { Env } from './env.ts';
import { makeInvestigator } from './investigator.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const policies = dynamoPolicySource(table);

export const logger = makeLogger('investigate');

/** Only what paths are read below: nothing is asked over a network. */
const URL_OF_API = 'https://api.invalid/v1';
const look = { url: URL_OF_API, token: 'invoked', protocol: 'mcp' } as const;
const fetch = invokedFetch(patientLambdaClient(), env.API_FUNCTION_ARN, URL_OF_API);

const keep = makeKeepInvestigation({
  store,
  investigations: dynamoInvestigations(table),
  policies,
  runbooks: RUNBOOKS.map(({ fault }) => fault),
  clock,
});

/** One turn of a model may take as long as most of the budget. */
const PATIENCE = { requestTimeout: 60_000 } as const;

const investigate = makeInvestigator({
  deskFor: (tool) => deskOf({ ...look, fetch }, `investigator.${tool}`),
  settings: async () => {
    const { investigator } = await policies.current();
    return investigator === undefined ? { enabled: false } : { enabled: true, ...investigator };
  },
  keep: async (id, said, model) => {
    const kept = await keep(id, { ...said, model, by: 'investigator' });
    if (kept.outcome === 'kept') return kept.investigation;
    throw new ContractViolation(`what the model said of ${id} cannot be kept: ${kept.outcome}`);
  },
  modelOf: (modelId, region) => {
    const endpoint = env.BEDROCK_URL === undefined ? {} : { endpoint: env.BEDROCK_URL };
    return bedrockModel(new BedrockRuntimeClient({ region, requestHandler: PATIENCE, ...endpoint }), modelId);
  },
  clock,
  newId: randomUUID,
});

export const takeUp = makeTakeUpInvestigation({
  store,
  policies,
  wave: dynamoNote(table, 'investigation-wave', WaveShape),
  clock,
  investigate,
});
