import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../../functions/adapters/crypto/digest.ts';
import { dynamoBrakes } from '../../functions/adapters/dynamodb/brakes.ts';
import { dynamoGrowthNotes } from '../../functions/adapters/dynamodb/growth-notes.ts';
import { dynamoHeartbeats } from '../../functions/adapters/dynamodb/heartbeats.ts';
import { dynamoIncidentStore } from '../../functions/adapters/dynamodb/incident-store.ts';
import { dynamoNote } from '../../functions/adapters/dynamodb/note.ts';
import { dynamoPolicySource } from '../../functions/adapters/dynamodb/policy-source.ts';
import { quarantineCounts } from '../../functions/adapters/dynamodb/quarantine.ts';
import { dynamoReceiptStore } from '../../functions/adapters/dynamodb/receipt-store.ts';
import { dynamoHeldAlerts, dynamoWindows } from '../../functions/adapters/dynamodb/windows.ts';
import { SOURCE_NAMES } from '../../functions/adapters/sources/index.ts';
import { sqsDeadLetters } from '../../functions/adapters/sqs/dead-letters.ts';
import { stepFunctionsExecutions } from '../../functions/adapters/step-functions/executions.ts';
import {
  DrillNoteShape,
  FeedNoteShape,
  FollowedTroublesShape,
  ListeningNoteShape,
  RoundNoteShape,
} from '../../functions/core/contracts/notes.ts';
import { type Sign, unseen } from '../../functions/core/domain/health/sign.ts';
import { clientSettings } from '../aws.ts';
import type { Stack } from '../stack.ts';
import { makeExamineOurselves } from './examine.ts';
import { secretNames } from './secret-names.ts';

const clock = () => new Date();

/** What the table, the executions and the queues tell about ourselves. They are read as they are, so that it needs none of our Lambdas. */
export const recordSigns = async (stack: Stack): Promise<readonly Sign[]> => {
  const { tableName, stateMachineArn, dlqUrl, wakeDlqUrl, endpointUrl } = stack;
  if (tableName === undefined || stateMachineArn === undefined) {
    const says = 'not looked at: the table and the executions are read themselves';
    return [unseen('record', says, 'set SELFRIGHT_TABLE_NAME and SELFRIGHT_STATE_MACHINE_ARN as well')];
  }
  const settings = clientSettings(endpointUrl);
  const [dynamo, sfn, sqs, secrets] = [
    new DynamoDBClient(settings),
    new SFNClient(settings),
    new SQSClient(settings),
    new SecretsManagerClient(settings),
  ];
  const table = { client: DynamoDBDocumentClient.from(dynamo), name: tableName };
  const queues = { ...(dlqUrl && { notifications: dlqUrl }), ...(wakeDlqUrl && { wakes: wakeDlqUrl }) };
  const examine = makeExamineOurselves({
    incidents: dynamoIncidentStore({ table, clock, digest: sha256 }),
    executions: stepFunctionsExecutions(sfn, stateMachineArn),
    receipts: dynamoReceiptStore(table),
    quarantine: { counts: () => quarantineCounts(table) },
    growth: dynamoGrowthNotes(table),
    brakes: dynamoBrakes(table),
    windows: dynamoWindows(table),
    held: dynamoHeldAlerts(table, sha256),
    heartbeats: dynamoHeartbeats(table),
    deadLetters: sqsDeadLetters(sqs, queues),
    policies: dynamoPolicySource(table),
    notes: {
      round: dynamoNote(table, 'round', RoundNoteShape),
      drill: dynamoNote(table, 'drill', DrillNoteShape),
      feed: dynamoNote(table, 'alertmanager', FeedNoteShape),
      listening: dynamoNote(table, 'listening', ListeningNoteShape),
      followed: dynamoNote(table, 'dead-letters', FollowedTroublesShape),
    },
    sources: SOURCE_NAMES,
    secrets: () => secretNames(secrets, stack),
    clock,
  });
  try {
    return await examine();
  } finally {
    for (const client of [dynamo, sfn, sqs, secrets]) client.destroy();
  }
};
