import { randomUUID } from 'node:crypto';
import { CreateStateMachineCommand, SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe } from 'vitest';
import * as z from 'zod';
import { dynamoFlapHistory } from '../../../functions/adapters/dynamodb/flap-history.ts';
import { dynamoHeartbeats } from '../../../functions/adapters/dynamodb/heartbeats.ts';
import { dynamoNote } from '../../../functions/adapters/dynamodb/note.ts';
import { sqsDeadLetters } from '../../../functions/adapters/sqs/dead-letters.ts';
import { stepFunctionsExecutions } from '../../../functions/adapters/step-functions/executions.ts';
import { deadLettersContract } from '../../contract/dead-letters.ts';
import { executionsContract } from '../../contract/executions.ts';
import { flapHistoryContract } from '../../contract/flap-history.ts';
import { heartbeatsContract } from '../../contract/heartbeats.ts';
import { noteContract } from '../../contract/note.ts';
import { emulated } from '../../support/emulated.ts';
import { testDigest } from '../../support/fakes/digest.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const ends: (() => Promise<void>)[] = [];
const aTable = async () => {
  const table = await scratchTable();
  ends.push(table.drop);
  return table;
};

afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

describe('note in the table', () => noteContract(async () => dynamoNote(await aTable(), 'a-note', z.number())));

describe('changes of alerts in the table', () =>
  flapHistoryContract(async () => dynamoFlapHistory(await aTable(), testDigest)));

describe('heartbeats in the table', () => heartbeatsContract(async () => dynamoHeartbeats(await aTable())));

describe('dead letters in SQS', () =>
  deadLettersContract(async () => {
    const client = new SQSClient(emulated());
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: `scratch-${randomUUID()}` }));
    return {
      deadLetters: sqsDeadLetters(client, { notifications: QueueUrl }),
      bury: async (receiptId) => {
        const MessageBody = receiptId === undefined ? 'nobody reads this' : JSON.stringify({ receiptId });
        await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      },
    };
  }));

describe('executions in Step Functions', () =>
  executionsContract(async () => {
    const client = new SFNClient(emulated());
    const { stateMachineArn = '' } = await client.send(
      new CreateStateMachineCommand({
        name: `scratch-${randomUUID()}`,
        roleArn: 'arn:aws:iam::000000000000:role/scratch',
        definition: JSON.stringify({ StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 60, End: true } } }),
      }),
    );
    const arns = new Map<string, string>();
    return {
      executions: stepFunctionsExecutions(client, stateMachineArn),
      start: async (id, attempt) => {
        const name = `${id}-${attempt}`;
        const { executionArn = '' } = await client.send(
          new StartExecutionCommand({ stateMachineArn, name, input: '{}' }),
        );
        arns.set(name, executionArn);
      },
      stop: async (id, attempt) => {
        await client.send(new StopExecutionCommand({ executionArn: arns.get(`${id}-${attempt}`) ?? '' }));
      },
    };
  }));
