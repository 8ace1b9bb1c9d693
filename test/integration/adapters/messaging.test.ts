import { randomUUID } from 'node:crypto';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { snsPager } from '../../../functions/adapters/sns/pager.ts';
import { makeRedeem } from '../../../functions/adapters/sqs/claim.ts';
import { sqsNotificationQueue } from '../../../functions/adapters/sqs/notification-queue.ts';
import { sqsTimers } from '../../../functions/adapters/sqs/timers.ts';
import { stepFunctionsWorkflow } from '../../../functions/adapters/step-functions/workflow.ts';
import { QueuedNotificationMessage } from '../../../functions/core/contracts/queued-notification.ts';
import { TimerMessage } from '../../../functions/core/contracts/timer.ts';
import { notificationQueueContract } from '../../contract/notification-queue.ts';
import { pagerContract } from '../../contract/pager.ts';
import { timersContract } from '../../contract/timers.ts';
import { workflowContract } from '../../contract/workflow.ts';
import { emulated } from '../../support/emulated.ts';
import { inMemoryBodyStore } from '../../support/fakes/body-store.ts';
import { fixedClock } from '../../support/fakes/clock.ts';

const sqs = () => new SQSClient(emulated());

const scratchQueue = async (client: SQSClient): Promise<string> => {
  const { QueueUrl = '' } = await client.send(
    new CreateQueueCommand({
      QueueName: `scratch-${randomUUID()}`,
      Attributes: { MaximumMessageSize: String(1024 * 1024) },
    }),
  );
  return QueueUrl;
};

const bodies = async (client: SQSClient, QueueUrl: string): Promise<readonly string[]> => {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  return Messages.flatMap(({ Body }) => (Body === undefined ? [] : [Body]));
};

describe('notification queue in SQS', () =>
  notificationQueueContract(async () => {
    const client = sqs();
    const url = await scratchQueue(client);
    const stored = inMemoryBodyStore();
    return {
      queue: sqsNotificationQueue(client, url, stored),
      take: async () => {
        const [body] = await bodies(client, url);
        return body === undefined ? undefined : makeRedeem(stored)(QueuedNotificationMessage.parse(JSON.parse(body)));
      },
    };
  }));

describe('a queue that cannot take a notification', () => {
  const aNotification = {
    receiptId: 'RCP-01KJQ000000000000000000001' as const,
    source: 'generic',
    receivedAt: '2026-03-02T10:00:00.000Z',
  };

  it('fails when the body that it cannot hold is not taken elsewhere, and sends no claim to it', async () => {
    const client = sqs();
    const url = await scratchQueue(client);
    const stored = inMemoryBodyStore();
    stored.failing = new Error('bucket down');

    const put = sqsNotificationQueue(client, url, stored).put({ ...aNotification, body: '"'.repeat(900_000) });

    await expect(put).rejects.toThrow('bucket down');
    expect(await bodies(client, url)).toEqual([]);
  });

  it('fails as unavailable where nothing listens', async () => {
    const client = new SQSClient({ ...emulated(), endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });
    const queue = sqsNotificationQueue(client, 'http://127.0.0.1:9/000000000000/none', inMemoryBodyStore());

    const put = queue.put({ ...aNotification, body: '{}' });

    await expect(put).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});

describe('timers in SQS', () =>
  timersContract(async () => {
    const client = sqs();
    const url = await scratchQueue(client);
    const clock = fixedClock();
    const start = performance.now();
    return {
      timers: sqsTimers(client, url, clock),
      now: clock(),
      take: async (withinSeconds) => {
        const { Messages: [message] = [] } = await client.send(
          new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: withinSeconds }),
        );
        return (
          message && {
            message: TimerMessage.parse(JSON.parse(message.Body ?? '')),
            afterSeconds: (performance.now() - start) / 1000,
          }
        );
      },
    };
  }));

describe('workflow in Step Functions', () =>
  workflowContract(async () => {
    const client = new SFNClient(emulated());
    const { stateMachineArn = '' } = await client.send(
      new CreateStateMachineCommand({
        name: `scratch-${randomUUID()}`,
        roleArn: 'arn:aws:iam::000000000000:role/scratch',
        definition: JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }),
      }),
    );
    return {
      workflow: stepFunctionsWorkflow(client, stateMachineArn),
      started: async () => {
        const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
        return Promise.all(
          executions.map(async ({ executionArn }) => {
            const { input = '' } = await client.send(new DescribeExecutionCommand({ executionArn }));
            return JSON.parse(input) as unknown;
          }),
        );
      },
    };
  }));

const Published = z.object({
  Message: z.string(),
  Subject: z
    .string()
    .max(100)
    .regex(/^[\x20-\x7e]+$/),
});
const Page = z.object({ incidentId: z.string(), reason: z.string(), summary: z.string() });

describe('pager in SNS', () =>
  pagerContract(async () => {
    const client = sqs();
    const sns = new SNSClient(emulated());
    const url = await scratchQueue(client);
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
    );
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: `scratch-${randomUUID()}` }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes?.QueueArn ?? '' }));
    return {
      pager: snsPager(sns, TopicArn),
      told: async () =>
        (await bodies(client, url)).map((body) => Page.parse(JSON.parse(Published.parse(JSON.parse(body)).Message))),
    };
  }));
