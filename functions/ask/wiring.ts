import { sha256 } from '../adapters/crypto/digest.ts';
import { dynamoIncidentStore } from '../adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoTaskTokens } from '../adapters/dynamodb/task-tokens.ts';
import { sqsTimers } from '../adapters/sqs/timers.ts';
import { stepFunctionsWaiting } from '../adapters/step-functions/waiting-workflow.ts';
import { makeRequestApproval } from '../core/usecases/request-approval.ts';
import { makeRereadApproval } from '../core/usecases/reread-approval.ts';
import { makeSettleApproval } from '../core/usecases/settle-approval.ts';
import { dynamoDbClient, sfnClient, sqsClient } from '../runtime/clients.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const store = dynamoIncidentStore({ table, clock, digest: sha256 });
const tokens = dynamoTaskTokens(table, clock);
const waiting = stepFunctionsWaiting(sfnClient());
const timers = sqsTimers(sqsClient(), env.TIMER_QUEUE_URL, clock);

export const ask = makeRequestApproval({ store, policies: dynamoPolicySource(table), tokens, waiting, timers, clock });
export const reread = makeRereadApproval({ store, settle: makeSettleApproval({ store, tokens, waiting, clock }) });
