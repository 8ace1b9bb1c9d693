import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoTaskTokens } from '../adapters/dynamodb/task-tokens.ts';
import { lambdaRounds } from '../adapters/lambda/rounds.ts';
import { sqsTimers } from '../adapters/sqs/timers.ts';
import { stepFunctionsWaiting } from '../adapters/step-functions/waiting-workflow.ts';
import { stepFunctionsWorkflow } from '../adapters/step-functions/workflow.ts';
import { ulidIds } from '../adapters/ulid/ids.ts';
import { makeFireTimer } from '../core/usecases/fire-timer.ts';
import { makeSettleApproval } from '../core/usecases/settle-approval.ts';
import { makeSplitIncident } from '../core/usecases/split-incident.ts';
import { dynamoDbClient, lambdaClient, sfnClient, sqsClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { Env } from './env.ts';
import { makeTakeTimer } from './take-timer.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const settleApproval = makeSettleApproval({
  store,
  tokens: dynamoTaskTokens(table, clock),
  waiting: stepFunctionsWaiting(sfnClient()),
  clock,
});

const splitIncident = makeSplitIncident({
  store,
  policies: dynamoPolicySource(table),
  workflow: stepFunctionsWorkflow(sfnClient(), env.STATE_MACHINE_ARN),
  ids: ulidIds(),
  clock,
});

const rounds = lambdaRounds(lambdaClient(), env.KEEP_WATCH_FUNCTION_ARN);

const fire = makeFireTimer({
  timers: sqsTimers(sqsClient(), env.TIMER_QUEUE_URL, clock),
  clock,
  table: {
    watch_due: async () => {
      await rounds.start();
      return 'round_started';
    },
    split_due: ({ incidentId }) => splitIncident(incidentId),
    approval_due: ({ incidentId }) => settleApproval(incidentId),
  },
});

export const takeTimer = makeTakeTimer({ fire, logger: makeLogger('timer') });
