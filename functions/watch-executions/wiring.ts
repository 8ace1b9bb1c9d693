import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { snsPager } from '../adapters/sns/pager.ts';
import { alertmanagerSilences } from '../adapters/sources/alertmanager/silences.ts';
import { makeEscalateIncident } from '../core/usecases/escalate-incident.ts';
import { makeSilenceAlerts } from '../core/usecases/silence-alerts.ts';
import { dynamoDbClient, snsClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });

const silence = makeSilenceAlerts({
  store,
  policies: dynamoPolicySource(table),
  silencesOf: ({ urls }) => alertmanagerSilences({ urls, clock }),
  clock,
});

export const escalate = makeEscalateIncident({
  store,
  pager: snsPager(snsClient(), env.ESCALATION_TOPIC_ARN),
  silence,
  clock,
});
