import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { deadLettersOf } from '../../../cli/dead-letters.ts';
import { QueuedNotificationMessage } from '../../../functions/core/contracts/queued-notification.ts';
import { emulated } from '../../support/emulated.ts';

const aReceiptId = (last: number) => `RCP-01KJQ00000000000000000000${last}` as const;

const ready = async () => {
  const client = new SQSClient(emulated());
  const queue = async () => {
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: `scratch-${randomUUID()}` }));
    return QueueUrl;
  };
  const [queueUrl, dlqUrl] = [await queue(), await queue()];
  const stack = { apiUrl: '', tokenFor: () => '', endpointUrl: emulated().endpoint, queueUrl, dlqUrl };
  const bury = (body: unknown) =>
    client.send(
      new SendMessageCommand({
        QueueUrl: dlqUrl,
        MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const queued = async (): Promise<readonly string[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { ReceiptHandle } of Messages) {
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
    return Messages.map(({ Body = '' }) => Body);
  };
  const notification = (last: number, part: object = { body: '{}' }) => ({
    receiptId: aReceiptId(last),
    source: 'generic',
    receivedAt: '2026-03-02T10:00:00.000Z',
    ...part,
  });
  return { stack, bury, queued, notification };
};

describe('dead letters', () => {
  it('are listed, and stay where they are', async () => {
    const { stack, bury, notification } = await ready();
    await bury(notification(1));
    await bury(notification(2, { claimed: true }));
    await bury('no json');

    const [first, second] = [await deadLettersOf(stack).list(), await deadLettersOf(stack).list()];

    expect(first).toHaveLength(3);
    expect(second.map(({ messageId }) => messageId).sort()).toEqual(first.map(({ messageId }) => messageId).sort());
    expect(first.find(({ receiptId }) => receiptId === aReceiptId(2))).toMatchObject({
      source: 'generic',
      large: true,
    });
    expect(first.filter(({ receiptId }) => receiptId === undefined)).toHaveLength(1);
  });

  it('go back to the queue as they were, marked as sent back, and are gone from here', async () => {
    const { stack, bury, queued, notification } = await ready();
    await bury(notification(1, { body: '{"alerts":"\u2028"}' }));

    const redriven = await deadLettersOf(stack).redrive();

    const [body = ''] = await queued();
    expect(redriven.map(({ receiptId }) => receiptId)).toEqual([aReceiptId(1)]);
    expect(QueuedNotificationMessage.parse(JSON.parse(body))).toMatchObject({
      ...notification(1, { body: '{"alerts":"\u2028"}' }),
      redrivenAt: expect.any(String),
    });
    expect(await deadLettersOf(stack).list()).toEqual([]);
  });

  it('go back one by one when one is named', async () => {
    const { stack, bury, queued, notification } = await ready();
    for (const last of [1, 2, 3]) await bury(notification(last));

    await deadLettersOf(stack).redrive(aReceiptId(2));

    expect(await queued()).toEqual([expect.stringContaining(aReceiptId(2))]);
    expect((await deadLettersOf(stack).list()).map(({ receiptId }) => receiptId).sort()).toEqual([
      aReceiptId(1),
      aReceiptId(3),
    ]);
  });

  it('stay when the queue does not take them', async () => {
    const { stack, bury, notification } = await ready();
    await bury(notification(1));

    const redriven = deadLettersOf({ ...stack, queueUrl: `${stack.queueUrl}-none` }).redrive();

    await expect(redriven).rejects.toThrow();
    expect(await deadLettersOf(stack).list()).toHaveLength(1);
  });
});
