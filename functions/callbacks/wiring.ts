import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoBrakes } from '../adapters/dynamodb/brakes.ts';
import { dynamoDeliveries } from '../adapters/dynamodb/deliveries.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoTaskTokens } from '../adapters/dynamodb/task-tokens.ts';
import { jiraTicketReader } from '../adapters/jira/ticket-reader.ts';
import { jiraTransport } from '../adapters/jira/transport.ts';
import { jsonSecret } from '../adapters/secrets/json-secret.ts';
import { slackCall } from '../adapters/slack/transport.ts';
import { slackWhisper } from '../adapters/slack/whisper.ts';
import { sqsTimers } from '../adapters/sqs/timers.ts';
import { stepFunctionsWaiting } from '../adapters/step-functions/waiting-workflow.ts';
import { IntegrationSecrets } from '../core/contracts/secrets.ts';
import { DependencyUnavailable } from '../core/domain/errors.ts';
import { makeAcknowledgeIncident } from '../core/usecases/acknowledge-incident.ts';
import { makeAddNoteOnce } from '../core/usecases/add-note-once.ts';
import { makeDecideApproval } from '../core/usecases/decide-approval.ts';
import { makeFollowTicket } from '../core/usecases/follow-ticket.ts';
import { makeMoveBrake } from '../core/usecases/move-brake.ts';
import { makeOfferClose } from '../core/usecases/offer-close.ts';
import { makePressButton } from '../core/usecases/press-button.ts';
import { makeSettleApproval } from '../core/usecases/settle-approval.ts';
import { dynamoDbClient, secretsManagerClient, sfnClient, sqsClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { makeCallbacks } from './callbacks.ts';
import { Env } from './env.ts';
import { makeJiraCallback } from './jira.ts';
import { makeSlackCallback } from './slack.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const policies = dynamoPolicySource(table);
const secrets = jsonSecret(secretsManagerClient(), env.INTEGRATIONS_SECRET_ARN, IntegrationSecrets, clock);
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const tokens = dynamoTaskTokens(table, clock);
const settle = makeSettleApproval({ store, clock, tokens, waiting: stepFunctionsWaiting(sfnClient()) });
const timers = sqsTimers(sqsClient(), env.TIMER_QUEUE_URL, clock);

const credential = async <T>(system: string, pick: (all: IntegrationSecrets) => T | undefined): Promise<T> => {
  const found = await secrets.find(pick);
  if (found === undefined) throw new DependencyUnavailable(system, 'has no credentials');
  return found;
};

export const logger = makeLogger('callbacks');

export const callbacks = makeCallbacks({
  slack: makeSlackCallback({
    policy: async () => (await policies.current()).integrations.slack,
    signingSecret: () => secrets.find(({ slack }) => slack?.signingSecret),
    press: makePressButton({
      decide: makeDecideApproval({ store, settle, timers, clock }),
      acknowledge: makeAcknowledgeIncident({ store, clock }),
      move: makeMoveBrake({ brakes: dynamoBrakes(table), clock }),
    }),
    whisperFor: ({ apiUrl }) =>
      slackWhisper(slackCall(apiUrl, () => credential('slack', ({ slack }) => slack?.botToken))),
    clock,
    log: logger,
  }),
  jira: makeJiraCallback({
    policy: async () => (await policies.current()).integrations.jira,
    secret: () => secrets.find(({ jira }) => jira?.webhookSecret),
    followFor: ({ baseUrl, people }) =>
      makeFollowTicket({
        tickets: jiraTicketReader(jiraTransport(baseUrl, () => credential('jira', ({ jira }) => jira))),
        deliveries: dynamoDeliveries(table),
        note: makeAddNoteOnce(store),
        offer: makeOfferClose(store),
        people,
      }),
    log: logger,
  }),
});
