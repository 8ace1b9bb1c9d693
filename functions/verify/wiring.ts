import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { httpProbe } from '../adapters/http/probe.ts';
import { prometheusMetrics } from '../adapters/prometheus/metrics.ts';
import { alertmanagerSilences } from '../adapters/sources/alertmanager/silences.ts';
import { makeSilenceAlerts } from '../core/usecases/silence-alerts.ts';
import { makeVerifyRecovery } from '../core/usecases/verify-recovery.ts';
import { dynamoDbClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });

const policies = dynamoPolicySource(table);
const silence = makeSilenceAlerts({
  store,
  policies,
  silencesOf: ({ urls }) => alertmanagerSilences({ urls, clock }),
  clock,
});

export const verify = makeVerifyRecovery({
  store,
  policies,
  metrics: prometheusMetrics({ url: env.PROMETHEUS_URL }),
  probe: httpProbe(clock),
  silence,
  clock,
});
